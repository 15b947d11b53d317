import type { Node } from "oxc-parser";
import type { Code } from "./code.ts";
import type { SourceFile } from "./source-file.ts";

/** Nodes that hold statements, members or properties: a comment stands before what is inside. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...["Program", "BlockStatement", "ClassBody", "ObjectExpression", "StaticBlock"],
]);

/** The type of a parameter by the comment of its function, `@param {KVNamespace} kv`, as JavaScript writes types. */
export function jsdocTypeOf({ node, file }: Code): string | undefined {
  if (node.type !== "Identifier" || !file.text.includes("@param")) return undefined;
  const parameter = file.scopes.parameterOf(node);
  const made = parameter && file.parents.of(parameter);
  const comment = made && commentBefore(made, file);
  if (comment === undefined) return undefined;
  for (const [, type = "", name] of comment.matchAll(/@param\s+\{([^}]*)\}\s+\[?([\w$]+)/g)) {
    if (name === node.name) return nameIn(type);
  }
  return undefined;
}

function commentBefore(node: Node, { comments, parents, text }: SourceFile): string | undefined {
  let { start } = node;
  for (const outer of parents.around(node)) {
    if (HOLDERS.has(outer.type)) break;
    start = Math.min(start, outer.start);
  }
  const comment = comments.findLast(({ end }) => end <= start);
  if (comment === undefined || !comment.value.startsWith("*")) return undefined;
  return text.slice(comment.end, start).trim() === "" ? comment.value : undefined;
}

/** `KVNamespace` of `KVNamespace`, `?KVNamespace`, `KVNamespace | undefined` and `import("…").KVNamespace`. */
function nameIn(type: string): string | undefined {
  const named = type.split("|").flatMap((part) => {
    const name = part.trim().replace(/^[?!]|=$/g, "");
    return name === "null" || name === "undefined" ? [] : [name.replace(/^import\([^)]*\)\./, "")];
  });
  return named.length === 1 ? named[0] : undefined;
}
