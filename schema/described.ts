/** What people want to know about a namespace or a collection. */
export interface Described {
  /** One line for the generated documentation. */
  readonly description?: string;
  /** Who is responsible for it: a team or a person. The default for a collection is its namespace's owner. */
  readonly owner?: string;
}

/** What people want to know about a collection of records. */
export interface DescribedRecords extends Described {
  /** Why nothing more should be written to it, and what replaces it. The generated code has it as `@deprecated`. */
  readonly deprecated?: string;
}
