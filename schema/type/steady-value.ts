/** A value that code returns, or why no constant can replace it. */
export type SteadyValue =
  | { readonly value: unknown }
  /** `isCode`: it is not constant, so the author's code must run each time. */
  | { readonly fault: string; readonly isCode?: true };

const A_YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Finds the constant that `evaluate` returns. zod does not tell whether a default is a value or a function that
 * makes one, so it is evaluated twice, the second time with a clock that is a year ahead: what depends on
 * time, chance or a counter differs.
 */
export function steadyValue(evaluate: () => unknown): SteadyValue {
  let first: unknown;
  let second: unknown;
  try {
    first = evaluate();
    second = aYearLater(evaluate);
  } catch (error) {
    return { fault: `throws ${String(error)}` };
  }
  if (first === undefined && second === undefined) return { value: undefined };
  if (!isJson(first)) return { fault: "JSON cannot represent" };
  return JSON.stringify(first) === JSON.stringify(second)
    ? { value: first }
    : { fault: "changes from one time to the next", isCode: true };
}

function aYearLater(evaluate: () => unknown): unknown {
  const { Date: Clock } = globalThis;
  const now = () => Clock.now() + A_YEAR;
  // A separate target, so that its properties may differ even if those of the clock are frozen.
  function Later() {}
  globalThis.Date = new Proxy(Later as unknown as DateConstructor, {
    apply: () => new Clock(now()).toString(),
    construct: (_, args) => Reflect.construct(Clock, args.length === 0 ? [now()] : args) as Date,
    get: (_, name) => (name === "now" ? now : Reflect.get(Clock, name)),
  });
  try {
    return evaluate();
  } finally {
    globalThis.Date = Clock;
  }
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === "object" && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain = prototype === null || prototype === Object.prototype;
    return isPlain && Object.values(value).every((part) => part === undefined || isJson(part));
  }
  return value === null || Number.isFinite(value) || ["string", "boolean"].includes(typeof value);
}
