/** Postgres is away or too slow: the driver's codes and Postgres' own classes 53 and 57. */
export function isAway(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return /^(ECONN|CONNECT|CONNECTION|ENOTFOUND|EPIPE|57P|57014|53)/.test(String(code))
}

/** Postgres could not read a value as what it should be, such as a cursor of somebody's own making: its class 22. */
export function isWrongValue(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return String(code).startsWith('22')
}

/**
 * Lets a process outlive a Postgres that goes away while a connection is being opened. The driver, postgres 3.4.9, first
 * asks there for the types of arrays on its own account; nobody hears when that fails, and Node ends a process for it.
 * Whoever waits for the connection is told apart, or runs into their own time limit.
 */
export function outliveAway(report: (error: unknown) => void): void {
  process.on('unhandledRejection', (error) => {
    if (!isAway(error)) throw error
    report(error)
  })
}
