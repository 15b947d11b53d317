/** Functions of the language that return their argument in another form. */
export const PASSES_ON: ReadonlySet<string> = new Set([
  ...["JSON.parse", "JSON.stringify", "structuredClone", "String", "Number", "parseInt"],
  ...["parseFloat", "Number.parseInt", "Number.parseFloat"],
  ...["Math.floor", "Math.round", "Math.trunc"],
  ...["Array.from", "Object.entries", "Object.fromEntries", "Object.keys", "Object.values"],
  ...["Promise.all", "Promise.resolve"],
]);

/** Functions of the language that return one of several values, or all of them in one. */
export const COMBINES: ReadonlySet<string> = new Set(["Object.assign", "Math.max", "Math.min"]);

/** Classes whose objects hold what they are constructed with. */
export const HOLDS: ReadonlySet<string> = new Set(["Array", "Map", "Set"]);

/** Methods that change an array, a map or a set. */
export const MUTATES: ReadonlySet<string> = new Set([
  ...["push", "unshift", "splice", "pop", "shift", "set", "add", "delete", "clear"],
]);

/** Methods that return a changed array or text. */
export const CHANGES: ReadonlySet<string> = new Set([
  ...["concat", "filter", "map", "flatMap", "slice", "toSpliced", "with", "replace", "replaceAll"],
]);

/** Methods that return what they are called on, or a part of it, in whatever form. */
export const GIVES: ReadonlySet<string> = new Set([
  ...["at", "entries", "find", "findLast", "get", "keys", "values"],
  ...["flat", "join", "reverse", "sort", "split", "toReversed", "toSorted", "toString", "trim"],
  ...["catch", "finally"],
]);

/** Methods that pass each element to a function. */
export const HANDS_EACH: ReadonlySet<string> = new Set([
  ...["every", "filter", "find", "findIndex", "findLast", "flatMap", "forEach", "map", "some"],
]);

/** Methods by which a schema, such as zod's, checks a value. */
export const CHECKS: ReadonlySet<string> = new Set(["parse", "safeParse"]);

/** Properties that say how much there is, but not what it is. */
export const COUNTS: ReadonlySet<string> = new Set(["length", "size"]);
