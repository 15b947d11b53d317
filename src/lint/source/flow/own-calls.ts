import type { CallExpression } from "oxc-parser";
import { remembered } from "../../../../schema/remembered.ts";
import { propertyName } from "../declaration.ts";
import { isFunction, type OwnFunction } from "../function.ts";
import type { SourceFile } from "../source-file.ts";
import type { Tree } from "../tree.ts";
import { memberOf, rootOf, unwrap } from "../unwrap.ts";
import { functionCalled } from "./own-function.ts";

/** All calls of a file's own functions, in the order of the text. */
export const ownCallsIn = remembered(
  (file: SourceFile): ReadonlyMap<CallExpression, OwnFunction> => {
    const names = memberNames(file.tree);
    const calls = file.tree.ofType("CallExpression").filter((node) => mayBeOwn(node, file, names));
    return new Map(
      calls.flatMap((node): [CallExpression, OwnFunction][] => {
        const called = functionCalled(node, { node, file })?.node;
        return isFunction(called) ? [[node, called]] : [];
      }),
    );
  },
  ({ tree }) => tree,
);

/**
 * Whether the called function may be the file's own at all: not a parameter's, a module's or the language's, and
 * no method of a name that the file gives to nothing. Following a call takes far longer.
 */
function mayBeOwn(
  { callee }: CallExpression,
  { scopes }: SourceFile,
  names: ReadonlySet<string | undefined>,
): boolean {
  const method = memberOf(unwrap(callee));
  if (method !== undefined && !names.has(method.name)) return false;
  const root = rootOf(callee);
  if (root.type !== "Identifier") return true;
  const kind = scopes.of(root)?.kind;
  return kind === "value" || kind === "part";
}

/** The names that a file gives to members of classes and objects. */
function memberNames(tree: Tree): ReadonlySet<string | undefined> {
  return new Set([
    ...tree.ofType("MethodDefinition").map(({ key }) => propertyName(key)),
    ...tree.ofType("PropertyDefinition").map(({ key }) => propertyName(key)),
    ...tree.ofType("Property").map(({ key }) => propertyName(key)),
    ...tree.ofType("AssignmentExpression").map(({ left }) => memberOf(unwrap(left))?.name),
  ]);
}
