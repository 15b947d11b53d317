import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { type KvCall, wholeKey } from "../../source/kv-call.ts";
import { isSteady, namesIn } from "../../source/names.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/counter",
  severity: "warning",
  docs: {
    what: "A number is not counted up by reading a key, adding to it and writing it back.",
    why: "Two requests that read the same number write the same sum, so that one of them is lost; a read may be a minute old, so that many are; and KV takes one write of a key a second.",
    wrong:
      'const hits = Number(await env.CACHE.get("hits:today"));\nawait env.CACHE.put("hits:today", String(hits + 1));',
    right:
      '// A Durable Object does one thing at a time, and sees its own writes.\nawait env.COUNTER.getByName("today").increment();',
    silence: "Where a rough figure is enough, and writes are seconds apart.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    for (const [index, write] of calls.entries()) {
      const [, value] = write.node.arguments;
      if (write.method !== "put" || value === undefined) continue;
      const isCounted = calls
        .slice(0, index)
        .some((read) => isOfSameKey(read, write, file) && counts(value, read.node, file));
      if (!isCounted) continue;
      yield {
        range: write.node.callee,
        message:
          "this writes back what was read and counted up: requests at the same time lose counts",
        help: "Keep the counter in a Durable Object, or write a key for each event and count the list.",
      };
    }
  },
};

function isOfSameKey(read: KvCall, write: KvCall, { parents, text }: SourceFile): boolean {
  const [key] = read.node.arguments;
  const [written] = write.node.arguments;
  if (read.method !== "get" || read.target !== write.target) return false;
  if (key === undefined || written === undefined) return false;
  if (parents.functionOf(read.node) !== parents.functionOf(write.node)) return false;
  const whole = wholeKey(read);
  if (whole !== undefined) return whole === wholeKey(write);
  return isSteady(key) && text.slice(key.start, key.end) === text.slice(written.start, written.end);
}

/** Whether a value comes from a read by a sum or a difference with a number. */
function counts(value: Node, read: Node, { parents }: SourceFile): boolean {
  const inside = [...walk(parents.functionOf(read))];
  const sources = new Set<Node>([value]);
  const names = new Set<string>();
  // The value, what its names were declared with, and what those come from.
  for (const source of sources) {
    for (const name of namesIn(source)) names.add(name);
    for (const node of inside) {
      if (node.type !== "VariableDeclarator" || node.init === null) continue;
      if ([...namesIn(node.id)].some((name) => names.has(name))) sources.add(node.init);
    }
  }
  const nodes = [...sources].flatMap((source) => [...walk(source)]);
  if (!nodes.includes(read)) return false;
  return nodes.some(isSum) || inside.some((node) => changesNumber(node, names));
}

function isSum(node: Node): boolean {
  if (node.type !== "BinaryExpression" || (node.operator !== "+" && node.operator !== "-")) {
    return false;
  }
  return isNumber(node.left) || isNumber(node.right);
}

/** `count++`, `stats.count += 1` */
function changesNumber(node: Node, names: ReadonlySet<string>): boolean {
  const isChange =
    node.type === "UpdateExpression" ||
    (node.type === "AssignmentExpression" &&
      (node.operator === "+=" || node.operator === "-=") &&
      isNumber(node.right));
  if (!isChange) return false;
  let target: Node = node.type === "UpdateExpression" ? node.argument : node.left;
  while (target.type === "MemberExpression") target = target.object;
  return target.type === "Identifier" && names.has(target.name);
}

function isNumber(node: Node): boolean {
  return node.type === "Literal" && typeof node.value === "number";
}
