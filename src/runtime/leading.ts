/** A range of values of a parameter; a bound that is left out is open. */
export interface Range<T> {
  /** The first value. */
  readonly from?: T;
  /** The value that it ends before. */
  readonly to?: T;
}

declare const forbidden: unique symbol;

/** The type of a parameter that a list cannot filter by. No value has it: its name is for the compiler's message. */
export interface NotALeadingParameter {
  readonly [forbidden]: never;
}

/**
 * Leading parameters, the last of which may be a range. To the compiler every object has a `constructor`
 * and a `toString`, even where a parameter of that name is declared.
 */
export type Leading<Params> = {
  readonly [Name in keyof Params]?: Name extends keyof typeof Object.prototype
    ? unknown
    : Params[Name] | Range<Params[Name]> | NotALeadingParameter;
};

/** What a list reads: the keys with a prefix, from `from` on and before `to`. */
export interface KeyRange {
  readonly prefix: string;
  readonly from: string;
  /** Left out if only the prefix ends the range. */
  readonly to?: string;
}
