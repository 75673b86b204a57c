/**
 * Makes one answer for all who ask for the same at the same time. Who asks while it is being made waits for the next one,
 * so that an answer is never older than the question.
 */
export function alike<T>(): (what: string, make: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>()
  const planned = new Map<string, Promise<T>>()

  function begin(what: string, make: () => Promise<T>): Promise<T> {
    planned.delete(what)
    const answer = make().finally(() => {
      if (underWay.get(what) === answer) underWay.delete(what)
    })
    underWay.set(what, answer)
    return answer
  }

  return (what, make) => {
    const next = planned.get(what)
    if (next !== undefined) return next
    const before = underWay.get(what)
    if (before === undefined) return begin(what, make)
    const mine = before.then(ignore, ignore).then(() => begin(what, make))
    planned.set(what, mine)
    return mine
  }
}

function ignore(): void {}
