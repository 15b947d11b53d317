/** The help if no type is close. */
export const OTHERS = "Use a type that JSON has: object, array, string, number, boolean or null.";

/** The types that JSON cannot represent, as zod names them, each with its help. */
export const NOT_JSON: Readonly<Record<string, string>> = {
  bigint: "Use `stored.bigint()` of keyloom, which stores its digits.",
  date: "Use `stored.date()` of keyloom, which stores an ISO datetime.",
  map: "Store it as an object: `z.record(z.string(), …)`.",
  set: "Store it as an array: `z.array(…)`.",
  undefined: "Leave the property out: `.optional()`.",
  custom: "Use a type that JSON has, or `z.unknown()` for what needs no check.",
  file: OTHERS,
  function: OTHERS,
  nan: OTHERS,
  promise: OTHERS,
  symbol: OTHERS,
  void: OTHERS,
};
