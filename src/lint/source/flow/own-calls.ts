import type { CallExpression } from "oxc-parser";
import type { SourceFile } from "../source-file.ts";
import type { Tree } from "../tree.ts";
import { rootOf } from "../unwrap.ts";
import { functionCalled, isFunction, type OwnFunction } from "./own-function.ts";

const FOUND = new WeakMap<Tree, ReadonlyMap<CallExpression, OwnFunction>>();

/** All calls of a file's own functions, in the order of the text. */
export function ownCallsIn(file: SourceFile): ReadonlyMap<CallExpression, OwnFunction> {
  let found = FOUND.get(file.tree);
  if (found === undefined) {
    found = new Map(
      file.tree.ofType("CallExpression").flatMap((node): [CallExpression, OwnFunction][] => {
        if (!mayBeOwn(node, file)) return [];
        const called = functionCalled(node, { node, file })?.node;
        return isFunction(called) ? [[node, called]] : [];
      }),
    );
    FOUND.set(file.tree, found);
  }
  return found;
}

/** Whether the called function may be the file's own at all: not a parameter's, a module's or the language's. */
function mayBeOwn({ callee }: CallExpression, { scopes }: SourceFile): boolean {
  const root = rootOf(callee);
  if (root.type !== "Identifier") return true;
  const kind = scopes.lookUp(root.name, root.start)?.kind;
  return kind === "value" || kind === "part";
}
