import type { Comment } from "oxc-parser";
import type { Place, TextChange } from "../../../schema/problem.ts";

/** What every silence starts with. */
export const SILENCE = "keyloom-ignore";

/** `// keyloom-ignore usage/missing-ttl, usage/raw-access: the reason` */
export interface Silence {
  /** Where the comment stands. */
  readonly place: Place;
  /** The line whose findings are silenced. */
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
  /** What takes each of the rules out of the comment; nothing where that is not safe. */
  readonly removals: readonly (readonly TextChange[])[];
}

/** A comment's text and range; of a source file as its parser gives them. */
export type CommentText = Pick<Comment, "value" | "start" | "end">;
