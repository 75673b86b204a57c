import { isAway } from '../database/away.ts'

/**
 * Mails that are sent at the same time share the statements that take them up, read what is told in them and note what became
 * of them: a few each, for where all go in step, the connections to the mail server wait while letters are written, and the
 * other way round. A statement is over before a third mail comes, so that it waits a little for them.
 */
export const mailsShare = { most: 8, atOnce: 2, gathering: 8, isOfAll: isAway }
