/** What the page of a check or a rule in the documentation says. */
export interface ProblemDocs {
  readonly what: string;
  readonly why: string;
  /** Code that has the problem. */
  readonly wrong: string;
  /** The same without the problem. */
  readonly right: string;
}
