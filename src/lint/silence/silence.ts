import type { Comment } from "oxc-parser";
import type { Place, TextChange } from "../../../schema/problem.ts";

/** What every silence starts with. */
export const SILENCE = "keyloom-ignore";

/** `// keyloom-ignore usage/missing-ttl, usage/raw-access: the reason` */
export interface Silence {
  /** Where the comment is. */
  readonly place: Place;
  /** The line whose findings are silenced. */
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
  /** The changes that remove each of the rules from the comment; nothing if that is not safe. */
  readonly removals: readonly (readonly TextChange[])[];
}

/** A comment's text and range; in a source file, as its parser gives them. */
export type CommentText = Pick<Comment, "value" | "start" | "end">;
