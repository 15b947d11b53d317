import type { CallExpression, Node } from "oxc-parser";
import { MAX_LIST_KEYS } from "../../../runtime/limits.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { constant } from "../../source/constant.ts";
import { isNothing } from "../../source/flow/null-names.ts";
import { isFunction } from "../../source/function.ts";
import { optionsOf } from "../../source/kv-call.ts";
import { lastStatement } from "../../source/last-statement.ts";
import { ListedKeys } from "../../source/listed-keys.ts";
import { everyUse, namesIn } from "../../source/names.ts";
import { numberValue } from "../../source/numbers/number-value.ts";
import { givesOldest } from "../../source/oldest-first.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, methodCallOf, unwrap } from "../../source/unwrap.ts";

export const rule: SourceRule = {
  id: "usage/list-without-cursor",
  severity: "warning",
  docs: {
    what: "Code that uses the keys of a list checks whether the list goes on. This includes a list with a `limit` if the code then searches among the returned keys, or if these are the oldest, because the file writes keys that ascend with the time and nothing says that the oldest are wanted.",
    why: "A list returns at most 1,000 keys and a cursor for the rest. Code that takes the first page for all of them works until there are 1,001, and a key that is searched for may come after the first 100.",
    wrong: 'const { keys } = await env.CACHE.list({ prefix: "look:" });',
    right:
      'let cursor: string | undefined;\ndo {\n  const page = await env.CACHE.list({ prefix: "look:", cursor });\n  use(page.keys);\n  cursor = page.list_complete ? undefined : page.cursor;\n} while (cursor !== undefined);',
    silence:
      "When there can never be more than 1,000 keys. A smaller `limit` says that the first ones are enough, in the order of their names; so does `keys.slice(0, 100)`.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const call of calls) {
      const { node, via, method } = call;
      if (via !== "binding" || method !== "list") continue;
      const [given] = node.arguments;
      const options = given && eitherOptions(given, file);
      if (given !== undefined && options === undefined) continue;
      if (options?.has("cursor") || !takesKeys(node, file)) continue;
      const limit = takesFirst(node, file) ? Number.NaN : smallLimit(options?.get("limit"), file);
      const names = namesIn(file.parents.functionOf(node));
      if (names.has("list_complete") || names.has("cursor")) continue;
      if (limit !== undefined && !(Number.isFinite(limit) && looksAmong(node, file))) {
        if (givesOldest(call, calls, file)) yield { range: node.callee, ...OLDEST };
        continue;
      }
      yield {
        range: node.callee,
        message:
          limit === undefined
            ? `this treats the first ${MAX_LIST_KEYS.toLocaleString("en")} keys as all of them`
            : `this searches only the first ${limit} keys`,
        help: "List again with the page's `cursor` until `list_complete`. The first keys are the first in key order, not the newest.",
      };
    }
  },
};

const OLDEST = {
  message: "this list returns the oldest keys first: they ascend with the time in them",
  help: 'Write keys that put the newest first, `String(8.64e15 - Date.now()).padStart(16, "0")`, or list again with the page\'s `cursor` until `list_complete`.',
};

/** The options of a list, or those of both branches of a condition: `base ? { prefix: base } : undefined`. */
function eitherOptions(given: Node, file: SourceFile): ReadonlyMap<string, Node> | undefined {
  const node = constant(given, file.scopes);
  if (node.type !== "ConditionalExpression") return isNothing(node) ? new Map() : optionsOf(node);
  const [one, other] = [node.consequent, node.alternate].map((arm) => eitherOptions(arm, file));
  return one && other && new Map([...one, ...other]);
}

/** A limit that says that the first keys are enough; one of 1,000 says nothing, as it holds anyway. NaN if it is not known. */
function smallLimit(limit: Node | undefined, file: SourceFile): number | undefined {
  if (limit === undefined) return undefined;
  const value = numberValue(limit, file);
  if (value === undefined) return Number.NaN;
  return value < MAX_LIST_KEYS ? value : undefined;
}

/** Whether the keys of a page are searched for those that match something that is known only at run time. */
function looksAmong(call: CallExpression, file: SourceFile): boolean {
  const listed = new ListedKeys(file, [{ method: "list", node: call }]);
  for (const node of walk(file.parents.functionOf(call))) {
    const method = methodCallOf(node);
    if (method === undefined || !listed.has(method.object)) continue;
    const [work] = method.given;
    if (!isFunction(work) || work.body === null) continue;
    const isSought = (test: Node) => asksFor(test, work, file);
    if (SEARCHES.has(method.name) && isSought(work.body)) return true;
    if (method.name !== "map" && method.name !== "flatMap") continue;
    for (const inner of walk(work.body)) {
      if (inner.type !== "IfStatement" || !givesNothing(inner.consequent)) continue;
      if (isSought(inner.test)) return true;
    }
  }
  return false;
}

const SEARCHES: ReadonlySet<string> = new Set(["filter", "find", "findLast", "some"]);

/** Whether a test of each key compares it, or its record, with what the function is given: `name.endsWith(slug)`. */
function asksFor(test: Node, work: Node, { scopes, parents }: SourceFile): boolean {
  const isGiven = (node: Node) =>
    walk(node).some((inner) => {
      if (inner.type !== "Identifier") return false;
      const parent = parents.of(inner);
      if (parent?.type === "MemberExpression" && parent.property === inner) return false;
      const outside = scopes.lookUp(inner.name, work.start - 1);
      if (outside === undefined || outside !== scopes.of(inner)) return false;
      return outside.kind === "unknown" || outside.kind === "part";
    });
  for (const node of walk(test)) {
    if (node.type === "BinaryExpression" && EQUALS.has(node.operator)) {
      if (isGiven(node.left) !== isGiven(node.right)) return true;
    }
    const method = methodCallOf(node);
    if (method && TEXT_TESTS.has(method.name) && method.given.some(isGiven)) return true;
  }
  return false;
}

const EQUALS: ReadonlySet<string> = new Set(["==", "===", "!=", "!=="]);
const TEXT_TESTS: ReadonlySet<string> = new Set(["endsWith", "includes", "startsWith"]);

/** `return null`, `return []` */
function givesNothing(statement: Node): boolean {
  const last = lastStatement(statement);
  if (last?.type !== "ReturnStatement") return false;
  const { argument } = last;
  return (
    argument === null ||
    isNothing(argument) ||
    (argument.type === "ArrayExpression" && argument.elements.length === 0)
  );
}

/** Whether of a page only the first keys are used, before anything else is done with them: `page.keys.slice(0, 20)`. */
function takesFirst(call: CallExpression, file: SourceFile): boolean {
  const { parents, tree } = file;
  const listed = new ListedKeys(file, [{ method: "list", node: call }]);
  const uses = tree
    .ofType("MemberExpression", parents.functionOf(call))
    .filter((node) => memberOf(node)?.name === "keys" && listed.has(node));
  return (
    uses.length > 0 &&
    uses.every((keys) => {
      const part = parents.of(parents.of(parents.outermost(keys)) ?? keys);
      if (part?.type !== "CallExpression" || part.arguments.length !== 2) return false;
      const { name, object } = memberOf(unwrap(part.callee)) ?? {};
      const [from] = part.arguments;
      const isStart = from?.type === "Literal" && from.value === 0;
      return name === "slice" && object !== undefined && unwrap(object) === keys && isStart;
    })
  );
}

/** Whether only the keys of a page are used: a page that is passed on as a whole may be continued elsewhere. */
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
