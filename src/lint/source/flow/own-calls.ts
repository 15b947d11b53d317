import type { CallExpression, Node, Program } from "oxc-parser";
import { walk } from "../children.ts";
import type { SourceFile } from "../source-file.ts";
import { functionCalled, isFunction, type OwnFunction } from "./own-function.ts";

const FOUND = new WeakMap<Program, ReadonlyMap<CallExpression, OwnFunction>>();

/** All calls of a file's own functions, in the order of the text. */
export function ownCallsIn(file: SourceFile): ReadonlyMap<CallExpression, OwnFunction> {
  let found = FOUND.get(file.program);
  if (found === undefined) {
    found = new Map(
      [...walk(file.program)].flatMap((node: Node): readonly [CallExpression, OwnFunction][] => {
        if (node.type !== "CallExpression") return [];
        const called = functionCalled(node, { node, file })?.node;
        return isFunction(called) ? [[node, called]] : [];
      }),
    );
    FOUND.set(file.program, found);
  }
  return found;
}
