import type { CallExpression, Node } from "oxc-parser";
import type { OwnFunction } from "../function.ts";
import type { SourceFile } from "../source-file.ts";
import type { Carried } from "./carried.ts";
import type { Environment } from "./environment.ts";

/** A run of a program in the abstract, at one point of it, as expressions see it. */
export interface Run {
  readonly file: SourceFile;
  readonly environment: Environment;
  /** Runs an expression, and returns what its value carries. */
  value(expression: Node): Carried;
  /** What the result of a KV call carries; undefined if the call is none. */
  kv(call: CallExpression, args: readonly Carried[]): Carried | undefined;
  /** What the result of a function of the file carries; undefined if it is not known which one is called. */
  call(call: CallExpression, args: readonly Carried[]): Carried | undefined;
  /** Whether a call that was run is one of KV, or of a function that was followed. */
  isKnown(call: CallExpression): boolean;
  /** What the result of a callback carries, which may be called at once, later or never. */
  closure(node: OwnFunction, args: readonly Carried[]): Carried;
  /** Takes either of two branches. */
  fork(test: Node, then: () => Carried, otherwise: () => Carried): Carried;
}
