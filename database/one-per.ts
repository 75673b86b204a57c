/** One thing for each owner, made when it is first asked for, and gone with its owner. */
export function onePer<Owner extends object, Thing>(make: (owner: Owner) => Thing) {
  const made = new WeakMap<Owner, Thing>()
  return (owner: Owner): Thing => {
    const thing = made.get(owner) ?? make(owner)
    made.set(owner, thing)
    return thing
  }
}
