import type { CallExpression, Node } from "oxc-parser";
import type { SourceFile } from "../source-file.ts";
import type { Carried } from "./carried.ts";
import type { Environment } from "./environment.ts";
import type { OwnFunction } from "./own-function.ts";

/** A run of a program in the abstract, at one point of it, as expressions see it. */
export interface Run {
  readonly file: SourceFile;
  readonly environment: Environment;
  /** Runs an expression, and gives what its value carries. */
  value(expression: Node): Carried;
  /** What a KV call gives; nothing where the call is none. */
  kv(call: CallExpression, args: readonly Carried[]): Carried | undefined;
  /** What a function of the file gives; nothing where it is not known which one is called. */
  call(call: CallExpression, args: readonly Carried[]): Carried | undefined;
  /** What a function gives that is handed on, and may be called at once, later or never. */
  closure(node: OwnFunction, args: readonly Carried[]): Carried;
  /** Goes one of two ways. */
  fork(test: Node, then: () => Carried, otherwise: () => Carried): Carried;
}
