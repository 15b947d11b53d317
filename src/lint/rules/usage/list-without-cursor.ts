import type { Node } from "oxc-parser";
import { MAX_LIST_KEYS } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { constant, optionsOf } from "../../source/kv-call.ts";
import { everyUse, namesIn } from "../../source/names.ts";
import { numberValue } from "../../source/number-value.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/list-without-cursor",
  severity: "warning",
  docs: {
    what: "Whoever takes the keys of a list looks whether the list goes on.",
    why: "A list gives at most 1,000 keys and a cursor for the rest. What takes the first page for all of them works until there are 1,001.",
    wrong: 'const { keys } = await env.CACHE.list({ prefix: "look:" });',
    right:
      'let cursor: string | undefined;\ndo {\n  const page = await env.CACHE.list({ prefix: "look:", cursor });\n  use(page.keys);\n  cursor = page.list_complete ? undefined : page.cursor;\n} while (cursor !== undefined);',
    silence:
      "Where there can never be more than 1,000 keys; a smaller `limit` says that the first ones are enough.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const { node, via, method } of calls) {
      if (via !== "binding" || method !== "list") continue;
      const [given] = node.arguments;
      const options = given && optionsOf(constant(given, file.scopes));
      if (given !== undefined && options === undefined) continue;
      if (options?.has("cursor") || hasSmallLimit(options?.get("limit"), file)) continue;
      if (!takesKeys(node, file)) continue;
      const names = namesIn(file.parents.functionOf(node));
      if (names.has("list_complete") || names.has("cursor")) continue;
      yield {
        range: node.callee,
        message: `this takes the first ${MAX_LIST_KEYS.toLocaleString("en")} keys for all of them`,
        help: "Ask again with the page's `cursor` until `list_complete`, or set a `limit` where the first ones are enough.",
      };
    }
  },
};

/** Whether a limit says that the first keys are enough; one of 1,000 says what holds anyway. */
function hasSmallLimit(limit: Node | undefined, file: SourceFile): boolean {
  if (limit === undefined) return false;
  const value = numberValue(limit, file);
  return value === undefined || value < MAX_LIST_KEYS;
}

/** Whether nothing but the keys of a page is taken: a page that is passed on whole may be turned elsewhere. */
function takesKeys(call: Node, { parents }: SourceFile): boolean {
  const awaited = parents.awaitOf(call);
  const value = awaited && parents.outermost(awaited);
  const parent = value && parents.of(value);
  if (value === undefined || parent === undefined) return false;
  if (memberOf(parent)?.name === "keys") return true;
  if (parent.type !== "VariableDeclarator" || parent.init !== value) return false;
  const { id } = parent;
  if (id.type === "ObjectPattern") {
    return (
      id.properties.every((property) => property.type === "Property") && namesIn(id).has("keys")
    );
  }
  if (id.type !== "Identifier") return false;
  return everyUse(
    parents.functionOf(call),
    id.name,
    (_, parent) => memberOf(parent)?.name === "keys",
  );
}
