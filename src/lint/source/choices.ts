import type { CallExpression, Node } from "oxc-parser";
import type { Code } from "./code.ts";
import { isNothing } from "./flow/null-names.ts";
import { followed, type Steps } from "./followed.ts";
import type { SourceFile } from "./source-file.ts";
import { unwrap } from "./unwrap.ts";
import { valuesOf } from "./values-of.ts";

/** What an expression may stand for, where it is one of several things. */
interface Choices {
  readonly of: readonly Code[];
  /** Whether the others do not matter if one is found: `env.CACHE ?? inMemory`. */
  readonly isEither: boolean;
}

/**
 * The values of an expression that has several, without those that are null: `a ?? b`, `isDev ? a : b`, a variable that
 * is assigned later, the result of a function with several returns.
 */
export function choicesOf({ node, file, given }: Code, steps: Steps): Choices | undefined {
  const values = (nodes: readonly Node[], isEither: boolean, at: Code = { node, file }) => ({
    of: nodes
      .filter((value) => !isNothing(unwrap(value)))
      .map((value): Code => ({ ...at, ...(given && { given }), node: unwrap(value) })),
    isEither,
  });
  switch (node.type) {
    case "LogicalExpression":
      return node.operator === "&&" ? undefined : values([node.left, node.right], true);
    case "ConditionalExpression":
      return values([node.consequent, node.alternate], true);
    case "Identifier": {
      const assigned = valuesOf(node, file);
      return assigned?.length === 0 ? undefined : assigned && values(assigned, false);
    }
    case "CallExpression":
      return results({ node, file }, node, steps, values);
    case "AwaitExpression": {
      const call = unwrap(node.argument);
      return call.type === "CallExpression"
        ? results({ node: call, file }, call, steps, values)
        : undefined;
    }
    default:
      return undefined;
  }
}

function results(
  code: Code,
  { callee }: CallExpression,
  steps: Steps,
  values: (nodes: readonly Node[], isEither: boolean, at: Code) => Choices,
): Choices | undefined {
  const called = followed({ ...code, node: callee }, steps);
  const returned = returnsOf(called.node, called.file);
  return returned.length === 0 ? undefined : values(returned, false, called);
}

function returnsOf(called: Node, { parents, tree }: SourceFile): readonly Node[] {
  return tree
    .ofType("ReturnStatement", called)
    .filter((statement) => parents.functionOf(statement) === called)
    .flatMap(({ argument }) => argument ?? []);
}
