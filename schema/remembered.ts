/**
 * Remembers a function's result per object: for what never changes, and is asked for again and again.
 *
 * @param keyOf the object that counts, if several stand for one.
 */
export function remembered<Of extends object, Found>(
  find: (of: Of) => Found,
  keyOf: (of: Of) => object = (of) => of,
): (of: Of) => Found {
  const known = new WeakMap<object, Found>();
  return (of) => {
    const key = keyOf(of);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(of);
    known.set(key, found);
    return found;
  };
}
