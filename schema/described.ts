/** What people want to know of a namespace or a collection. */
export interface Described {
  /** One line for the generated documentation. */
  readonly description?: string;
  /** Who answers for it: a team or a person. A collection without one is its namespace's owner's. */
  readonly owner?: string;
}

/** What people want to know of a collection of records. */
export interface DescribedRecords extends Described {
  /** That no more is to be written, and what takes its place. It stands in the generated code as `@deprecated`. */
  readonly deprecated?: string;
}
