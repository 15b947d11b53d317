import type { Node, ParamPattern } from "oxc-parser";
import type { SourceFile } from "./source-file.ts";

/** A piece of code, and where its names are looked up. */
export interface Code {
  readonly node: Node;
  readonly file: SourceFile;
  /** The arguments for the parameters around it, in the function of a call that is followed. */
  readonly given?: ReadonlyMap<ParamPattern, Given>;
}

/** The argument for a parameter in a call; a list for `...rest`. */
export type Given = Code | readonly Code[];
