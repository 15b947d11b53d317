import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import { inOrder } from "../../source/in-order.ts";
import { isInside } from "../../source/inside.ts";
import { endsLoop } from "../../source/last-statement.ts";
import { mentions, namesIn } from "../../source/names.ts";
import { type Reading, readingsIn, readsEach } from "../../source/readings.ts";
import type { SourceFile } from "../../source/source-file.ts";

export const rule: SourceRule = {
  id: "usage/sequential-reads",
  severity: "warning",
  docs: {
    what: "Reads that do not depend on each other do not wait for each other, including reads made by functions of the file that only read; and no key is read twice in a row.",
    why: "Each read that a data center has to fetch takes tens or hundreds of milliseconds, and they add up. Together they take as long as the slowest; up to 100 keys of one namespace are one operation.",
    wrong:
      'const look = await env.CACHE.get("look:dark");\nconst text = await env.CACHE.get("text:de");',
    right:
      'const [look, text] = await Promise.all([\n  env.CACHE.get("look:dark"),\n  env.CACHE.get("text:de"),\n]);',
    silence: "When the second read is rarely needed, and comes first in a branch of its own.",
  },
  *check(context): Generator<SourceFinding> {
    const { file } = context;
    const readings = readingsIn(context);
    for (const block of blocksOf(readings, file)) yield* rowsIn(block, readings, file.text);
    for (const reading of readings.values()) {
      if (!isOneByOne(reading, file)) continue;
      yield {
        range: reading.node.callee,
        message:
          "each round of the loop waits for one read, though all keys are known before the loop",
        help: `Read them together: ${together(reading)}.`,
      };
    }
  },
};

/** The lists of statements that contain more than one read. */
function blocksOf(
  readings: ReadonlyMap<Node, Reading>,
  { parents }: SourceFile,
): ReadonlySet<readonly Node[]> {
  const seen = new Set<readonly Node[]>();
  const found = new Set<readonly Node[]>();
  for (const node of readings.keys()) {
    const block = parents.statementOf(node)?.statements;
    if (block === undefined) continue;
    if (seen.has(block)) found.add(block);
    seen.add(block);
  }
  return found;
}

/** One finding for each row of reads that wait for each other without using the results of those before them. */
function* rowsIn(
  statements: readonly Node[],
  readings: ReadonlyMap<Node, Reading>,
  text: string,
): Generator<SourceFinding> {
  let declared = new Set<string>();
  let row: Node[] = [];
  const isWanted = (node: Node) => readings.has(node);
  for (const statement of statements) {
    const { awaited, names, goesOn } = inOrder(statement, isWanted);
    for (const node of awaited) {
      const reading = readings.get(node);
      if (reading === undefined) continue;
      const isNested = row.some((one) => isInside(one, node));
      if (isNested || mentions(node, declared)) {
        declared = new Set();
        row = [];
      }
      row.push(node);
      if (row.length !== 2) continue;
      const [first] = row.map((one) => readings.get(one));
      const again = first && againOf(first, reading, text);
      yield {
        range: reading.node.callee,
        ...(again ?? {
          message: "this read waits for the one before it, but does not use its result",
          help: `Read them together: ${together(reading)}.`,
        }),
      };
    }
    if (!goesOn) {
      declared = new Set();
      row = [];
    } else if (awaited.length > 0 || mentions(statement, declared)) {
      for (const name of names) declared.add(name);
    }
  }
}

/** What to say of a second read of the same key. */
function againOf(
  { reads: [first], isHelped }: Reading,
  { reads: [second], isHelped: isHelpedAgain }: Reading,
  text: string,
): Pick<SourceFinding, "message" | "help"> | undefined {
  if (first === undefined || second === undefined || isHelped || isHelpedAgain) return undefined;
  if (first.target !== second.target || first.method === "list") return undefined;
  const [one, other] = [first, second].map(({ node: { arguments: given } }) => given[0]);
  if (one === undefined || other === undefined) return undefined;
  if (text.slice(one.start, one.end) !== text.slice(other.start, other.end)) return undefined;
  const isForMetadata = first.method !== second.method;
  return {
    message: "the key that was just read is read again",
    help: isForMetadata
      ? 'Read it once: `getWithMetadata` also returns the value, as the type that you pass, such as `{ type: "stream" }`; without a type it reads all of it as text.'
      : "Read it once, and reuse the result.",
  };
}

/** Whether a loop over values or numbers reads a key for each, and does nothing else that takes time or ends it. */
function isOneByOne(reading: Reading, file: SourceFile): boolean {
  const { parents } = file;
  const loop = parents.loopOf(reading.node);
  const awaited = parents.awaitOf(reading.node);
  if (reading.reads.length !== 1 || reading.reads[0]?.method === "list") return false;
  if (
    loop?.type !== "ForInStatement" &&
    loop?.type !== "ForOfStatement" &&
    loop?.type !== "ForStatement"
  )
    return false;
  const round = loop.type === "ForStatement" ? loop.init : loop.left;
  if (awaited === undefined || round === null || !readsEach(reading, namesIn(round))) return false;
  // `usage/list-then-get` covers the keys of a list.
  if (loop.type === "ForOfStatement" && (loop.await || namesIn(loop.right).has("keys")))
    return false;
  const inside = [...walk(loop.body)];
  // A loop that may end early may look for the first match.
  return inside.every(
    (part) => !endsLoop(part) && (part.type !== "AwaitExpression" || part === awaited),
  );
}

function together({ reads: [read], isHelped }: Reading): string {
  if (isHelped || read === undefined || read.method === "list") return "`Promise.all`";
  const { via, method } = read;
  if (via === "accessor")
    return `\`${method === "get" ? "getMany" : "getManyWithMetadata"}\` for keys of one collection, or \`Promise.all\``;
  return `\`${method}([…])\` for keys of one namespace, or \`Promise.all\``;
}
