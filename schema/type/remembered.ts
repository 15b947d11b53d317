import type { TypeModel } from "./model.ts";

/** Remembers a function's result per type: types never change, and some results are needed again and again. */
export function remembered<Found>(find: (type: TypeModel) => Found): (type: TypeModel) => Found {
  const known = new WeakMap<TypeModel, Found>();
  return (type) => {
    const before = known.get(type);
    if (before !== undefined) return before;
    const found = find(type);
    known.set(type, found);
    return found;
  };
}
