import type { CallExpression, Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/shared-memo",
  severity: "error",
  followsModules: true,
  docs: {
    what: "`memoized` is called anew for each request: not at the top of a module, in a variable of a module, or in a Durable Object, which all live on after it.",
    why: "It remembers each key that was read, so that a request reads it once. If it lives on, all later requests get what the first one read, whatever was written since, and it stays in memory.",
    wrong:
      "class Room extends DurableObject<Env> {\n  kv = keyloom(memoized(this.env));\n  settings = () => this.kv.CACHE.settings.get();\n}",
    right:
      "class Room extends DurableObject<Env> {\n  kv = keyloom(this.env);\n  settings = () => this.kv.CACHE.settings.get();\n}",
    silence: "In a script that runs once.",
  },
  *check({ file }): Generator<SourceFinding> {
    // All files have calls, but few contain the word.
    if (!file.text.includes("memoized")) return;
    for (const call of file.tree.ofType("CallExpression")) {
      const lives = isMemoized(call, file) ? livesIn(call, file) : undefined;
      if (lives === undefined) continue;
      yield {
        range: call,
        message: `this remembers what it has read for as long as the ${lives} lives, not for one request`,
        help: "Call `memoized` where a request is answered, or leave it out: `keyloom(env)` may be kept.",
      };
    }
  },
};

function isMemoized({ callee }: CallExpression, { scopes }: SourceFile): boolean {
  if (callee.type !== "Identifier") return false;
  const declaration = scopes.of(callee);
  if (declaration === undefined) return callee.name === "memoized";
  return declaration.kind === "import" && declaration.exported === "memoized";
}

/** What holds the memory that a call makes, and outlives a request; undefined if nothing seems to. */
function livesIn(call: Node, { parents, scopes }: SourceFile): string | undefined {
  let isField = false;
  for (let node = parents.of(call); node !== undefined; node = parents.of(node)) {
    switch (node.type) {
      case "AssignmentExpression": {
        const { left } = node;
        const global = left.type === "Identifier" ? scopes.global(left.name) : undefined;
        if (global !== undefined && scopes.of(left) === global) return "module";
        break;
      }
      case "StaticBlock":
        return "module";
      case "PropertyDefinition":
        if (node.static) return "module";
        isField = true;
        break;
      case "MethodDefinition":
        if (node.kind !== "constructor") return undefined;
        isField = true;
        break;
      case "ClassDeclaration":
      case "ClassExpression": {
        const { superClass } = node;
        const isObject = superClass?.type === "Identifier" && superClass.name === "DurableObject";
        return isField && isObject ? "Durable Object" : undefined;
      }
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression": {
        const around = parents.of(node);
        const isConstructor = around?.type === "MethodDefinition" && around.kind === "constructor";
        if (!isConstructor) return undefined;
        break;
      }
      default:
    }
  }
  return "module";
}
