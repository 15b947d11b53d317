/** The values of a parameter from one on, up to another; a bound that is left out is open. */
export interface Range<T> {
  /** The first value. */
  readonly from?: T;
  /** The value before which it ends. */
  readonly to?: T;
}

declare const forbidden: unique symbol;

/** The type of a parameter that a list cannot go by. No value has it: its name is for the compiler's message. */
export interface NotALeadingParameter {
  readonly [forbidden]: never;
}

/**
 * Leading parameters, the last of which may be a range. To the compiler each object has a `constructor`
 * and a `toString`, whatever is said of a parameter of that name.
 */
export type Leading<Params> = {
  readonly [Name in keyof Params]?: Name extends keyof typeof Object.prototype
    ? unknown
    : Params[Name] | Range<Params[Name]> | NotALeadingParameter;
};

/** What a list reads: the keys with a prefix, of them those from `from` on and before `to`. */
export interface KeyRange {
  readonly prefix: string;
  readonly from: string;
  /** Left out where the prefix alone is the end. */
  readonly to?: string;
}
