import type { Comment, ParseResult, ParserOptions, Program } from "oxc-parser";
import { MAX_NESTING, tooDeepAt } from "../../../schema/source/nesting.ts";
import { oxc } from "../../../schema/source/oxc.ts";
import { Parents } from "./parents.ts";
import { Scopes } from "./scopes.ts";
import { Tree } from "./tree.ts";

/** A source file by itself. Offsets into `text` are in UTF-16 units, as the parser counts them. */
export interface ParsedFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly tree: Tree;
  readonly scopes: Scopes;
  readonly parents: Parents;
}

/** Why a text is not a program, and where. */
interface ParseFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Parses a source file by its name's extension. */
export function parseSource(path: string, text: string): ParsedFile | ParseFault {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    return {
      message: `more than ${MAX_NESTING} brackets are open here`,
      start: deep,
      end: deep + 1,
    };
  }
  const result = parse(path, text);
  const [error] = result.errors;
  if (error === undefined) {
    const { program, comments } = result;
    const tree = new Tree(program);
    const [scopes, parents] = [new Scopes(tree), new Parents(tree)];
    return { path, text, program, comments, tree, scopes, parents };
  }
  const { start, end } = error.labels[0] ?? { start: 0, end: 0 };
  return { message: error.message, start, end };
}

/** A file that is not a module may still be a CommonJS script, whose top level may `return`. */
function parse(path: string, text: string): ParseResult {
  const asModule = parseAs(path, text, {});
  if (asModule.errors.length === 0) return asModule;
  const asScript = parseAs(path, text, { sourceType: "commonjs" });
  return asScript.errors.length === 0 ? asScript : asModule;
}

/** Without parentheses as nodes: they mean nothing to a rule. */
function parseAs(path: string, text: string, options: ParserOptions): ParseResult {
  return oxc().parseSync(path, text, { ...options, preserveParens: false });
}
