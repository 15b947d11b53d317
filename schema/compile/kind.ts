/** What kind of value an option takes. */
export interface Kind {
  /** In the words of a message: "must be …". */
  readonly expected: string;
  accepts(value: unknown): boolean;
}
