/** The queue on which the worker takes workflows and short activities. */
export const taskQueue = 'desk'

/** The queue that mail is sent from, so that a slow mail server holds up nothing else. */
export const mailQueue = 'mail'
