/** The texts of a check's or a rule's page in the documentation. */
export interface ProblemDocs {
  readonly what: string;
  readonly why: string;
  /** Code that has the problem. */
  readonly wrong: string;
  /** The same without the problem. */
  readonly right: string;
}
