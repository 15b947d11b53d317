/** Functions of the language that give what they are given in another form. */
export const PASSES_ON: ReadonlySet<string> = new Set([
  ...[
    "JSON.parse",
    "JSON.stringify",
    "structuredClone",
    "String",
    "Number",
    "parseInt",
    "parseFloat",
  ],
  ...["Number.parseInt", "Number.parseFloat", "Math.floor", "Math.round", "Math.trunc"],
  ...["Array.from", "Object.entries", "Object.fromEntries", "Object.keys", "Object.values"],
  ...["Promise.all", "Promise.resolve"],
]);

/** Functions of the language that give one of some values, or all of them in one. */
export const COMBINES: ReadonlySet<string> = new Set(["Object.assign", "Math.max", "Math.min"]);

/** Classes whose objects hold what they are made of. */
export const HOLDS: ReadonlySet<string> = new Set(["Array", "Map", "Set"]);

/** Methods that change an array, a map or a set. */
export const MUTATES: ReadonlySet<string> = new Set([
  ...["push", "unshift", "splice", "pop", "shift", "set", "add", "delete", "clear"],
]);

/** Methods that give an array or a text with a change. */
export const CHANGES: ReadonlySet<string> = new Set([
  ...["concat", "filter", "map", "flatMap", "slice", "toSpliced", "with", "replace", "replaceAll"],
]);

/** Methods that give what they are called on, or a part of it, in whatever form. */
export const GIVES: ReadonlySet<string> = new Set([
  ...["at", "entries", "find", "findLast", "get", "keys", "values"],
  ...["flat", "join", "reverse", "sort", "split", "toReversed", "toSorted", "toString", "trim"],
  ...["catch", "finally"],
]);

/** Methods that hand each element to a function. */
export const HANDS_EACH: ReadonlySet<string> = new Set([
  ...["every", "filter", "find", "findIndex", "findLast", "flatMap", "forEach", "map", "some"],
]);

/** What a schema of zod and its like is asked to check. */
export const CHECKS: ReadonlySet<string> = new Set(["parse", "safeParse"]);

/** Properties that say how much there is, and nothing of what it is. */
export const COUNTS: ReadonlySet<string> = new Set(["length", "size"]);
