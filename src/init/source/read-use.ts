import type { CallExpression, Node } from "oxc-parser";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { methodOfNamed } from "../../lint/source/unwrap.ts";

/** What code does with the result of a read. */
interface ReadUse {
  /** Whether it is parsed as JSON. */
  readonly isParsed: boolean;
  /** The types that code gives the value, once it is JSON. */
  readonly types: readonly Node[];
}

/** A value may be passed through names. */
const MAX_DEPTH = 4;

/** What happens to the value that a call reads: `JSON.parse(await kv.get(key)) as Session`. */
export function useOfRead(call: CallExpression, isJson: boolean, file: SourceFile): ReadUse {
  const node = file.parents.awaitOf(call) ?? call;
  const uses = [...usesOf(node, isJson, file, 0)];
  return {
    isParsed: uses.includes("parsed"),
    types: uses.flatMap((use) => (use === "parsed" ? [] : [use])),
  };
}

/** Yields `parsed`, and types, as they are found. */
function* usesOf(
  start: Node,
  wasJson: boolean,
  file: SourceFile,
  depth: number,
): Generator<"parsed" | Node> {
  const { parents, tree, scopes } = file;
  let isJson = wasJson;
  let inner = start;
  for (let outer = parents.of(inner); outer !== undefined; outer = parents.of(inner)) {
    switch (outer.type) {
      case "TSAsExpression":
      case "TSTypeAssertion":
      case "TSSatisfiesExpression":
        if (isJson) yield outer.typeAnnotation;
        break;
      case "ParenthesizedExpression":
      case "TSNonNullExpression":
      case "ChainExpression":
        break;
      case "LogicalExpression":
        // `text && JSON.parse(text)` returns the right side.
        if (outer.operator === "&&" && outer.left === inner) return;
        break;
      case "ConditionalExpression":
        if (outer.test === inner) return;
        break;
      case "CallExpression":
        if (!isParse(outer) || outer.arguments[0] !== inner) return;
        yield "parsed";
        isJson = true;
        break;
      case "VariableDeclarator": {
        const { id } = outer;
        const annotation = id.typeAnnotation?.typeAnnotation;
        if (annotation !== undefined && isJson) yield annotation;
        if (id.type !== "Identifier" || depth >= MAX_DEPTH) return;
        for (const use of tree.ofType("Identifier")) {
          if (use !== id && scopes.isSame(use, id)) yield* usesOf(use, isJson, file, depth + 1);
        }
        return;
      }
      case "ReturnStatement":
      case "ArrowFunctionExpression": {
        const of = parents.functionOf(outer);
        const type = "returnType" in of ? of.returnType?.typeAnnotation : undefined;
        if (isJson && type !== undefined) yield awaited(type);
        return;
      }
      default:
        return;
    }
    inner = outer;
  }
}

/** `T` of `Promise<T>` */
function awaited(type: Node): Node {
  if (type.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return type;
  return (type.typeName.name === "Promise" && type.typeArguments?.params[0]) || type;
}

function isParse({ callee }: CallExpression): boolean {
  return methodOfNamed(callee, "JSON") === "parse";
}
