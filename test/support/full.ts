/** Whether all is asked for, by `npm test -- --full`, that would not fit into ten minutes. */
export const isFull = process.env.TEST_FULL === 'yes'
