/** How mail can go wrong, for the addresses that match. */
export type Fault =
  /** The server says no at once: 421 and 450 for now, 550 for ever. */
  | { kind: 'refuseRecipient'; code: number }
  /** The server says no after it has the whole mail. */
  | { kind: 'refuseMessage'; code: number }
  /** The server has the mail and answers after so many milliseconds. */
  | { kind: 'answerLate'; ms: number }
  /** The server has the mail and never answers. */
  | { kind: 'neverAnswer' }
  /** The server has the mail and cuts the connection instead of answering. */
  | { kind: 'cutConnection' }

export interface Faults {
  /** Goes wrong for these addresses, always or a number of times; the result mends it. */
  breakFor(address: string | RegExp, fault: Fault, times?: number): () => void
  /** The fault for this address, which is used up once by asking. */
  take<K extends Fault['kind']>(
    address: string,
    kinds: readonly K[],
  ): Extract<Fault, { kind: K }> | undefined
}

interface Rule {
  address: string | RegExp
  fault: Fault
  left: number
}

export function noFaults(): Faults {
  const rules = new Set<Rule>()
  return {
    breakFor: (address, fault, times = Number.POSITIVE_INFINITY) => {
      const rule = { address, fault, left: times }
      rules.add(rule)
      return () => rules.delete(rule)
    },
    take: (address, kinds) => {
      for (const rule of rules) {
        if (rule.left < 1 || !matches(rule.address, address)) continue
        if (!isOneOf(rule.fault, kinds)) continue
        rule.left -= 1
        return rule.fault
      }
      return undefined
    },
  }
}

function matches(wanted: string | RegExp, address: string): boolean {
  if (wanted instanceof RegExp) return wanted.test(address)
  return wanted.toLowerCase() === address.toLowerCase()
}

function isOneOf<K extends Fault['kind']>(
  fault: Fault,
  kinds: readonly K[],
): fault is Extract<Fault, { kind: K }> {
  return kinds.some((kind) => kind === fault.kind)
}
