/** The kind of value that an option accepts. */
export interface Kind {
  /** In the words of a message: "must be …". */
  readonly expected: string;
  accepts(value: unknown): boolean;
}
