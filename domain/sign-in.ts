/** Mails to sign in with that one address, and one network, may ask for an hour. */
export const asksAnHour = { address: 6, network: 100 }

/** Wrong codes that end what was asked for, and wrong proofs that end a session. */
export const wrongTries = 5
