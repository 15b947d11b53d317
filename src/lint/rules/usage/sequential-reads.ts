import type { Node } from "oxc-parser";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { walk } from "../../source/children.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { namesIn } from "../../source/names.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { unwrap } from "../../source/unwrap.ts";

const READS: ReadonlySet<string> = new Set(["get", "getWithMetadata", "list"]);

/** What may end a loop before its last round: such a loop may look for the first that fits. */
const EXITS: ReadonlySet<string> = new Set(["BreakStatement", "ReturnStatement", "ThrowStatement"]);

export const rule: SourceRule = {
  id: "usage/sequential-reads",
  severity: "warning",
  docs: {
    what: "Reads that need nothing of each other do not wait for each other.",
    why: "Each read that a data centre has to fetch takes tens or hundreds of milliseconds, and they add up. Read together they take as long as the slowest; up to 100 keys of one namespace are one operation.",
    wrong:
      'const look = await env.CACHE.get("look:dark");\nconst text = await env.CACHE.get("text:de");',
    right:
      'const [look, text] = await Promise.all([\n  env.CACHE.get("look:dark"),\n  env.CACHE.get("text:de"),\n]);',
    silence: "Where the second read is rarely needed, and comes first in a branch of its own.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const reads = new Map(
      // An accessor's list is walked over, and not awaited.
      calls.filter(({ method }) => READS.has(method)).map((call) => [call.node as Node, call]),
    );
    for (const block of blocksOf(calls, file)) yield* rowsIn(block, reads);
    for (const read of reads.values()) {
      if (!isOneByOne(read, file)) continue;
      yield {
        range: read.node.callee,
        message:
          "each round of the loop waits for one read, though all the keys are known before it",
        help: `Read them together: ${together(read)}.`,
      };
    }
  },
};

/** The lists of statements in which reads stand. */
function blocksOf(calls: readonly KvCall[], { parents }: SourceFile): Set<readonly Node[]> {
  return new Set(
    calls.flatMap(({ node }) => {
      const found = parents.statementOf(node);
      return found === undefined ? [] : [found.statements];
    }),
  );
}

/** One finding for each row of reads that stand right below each other and do not use what those above give. */
function* rowsIn(
  statements: readonly Node[],
  reads: ReadonlyMap<Node, KvCall>,
): Generator<SourceFinding> {
  let declared = new Set<string>();
  let count = 0;
  for (const statement of statements) {
    const read = readOf(statement, reads);
    const uses = read === undefined ? undefined : namesIn(read.call.node);
    if (uses === undefined || [...declared].some((name) => uses.has(name))) {
      declared = new Set();
      count = 0;
    }
    if (read === undefined) continue;
    for (const name of read.names) declared.add(name);
    count++;
    if (count !== 2) continue;
    yield {
      range: read.call.node.callee,
      message: "this read waits for the one above, and uses nothing of it",
      help: `Read them together: ${together(read.call)}.`,
    };
  }
}

/** `const name = await env.CACHE.get(…)` */
function readOf(
  statement: Node,
  reads: ReadonlyMap<Node, KvCall>,
): { readonly call: KvCall; readonly names: ReadonlySet<string> } | undefined {
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return;
  const [declarator] = statement.declarations;
  const value = declarator?.init ? unwrap(declarator.init) : undefined;
  if (declarator === undefined || value?.type !== "AwaitExpression") return undefined;
  const call = reads.get(unwrap(value.argument));
  return call && { call, names: namesIn(declarator.id) };
}

/** Whether a loop over values reads a key of each, and does nothing else that takes time or ends it. */
function isOneByOne({ node, method }: KvCall, { parents }: SourceFile): boolean {
  if (method === "list") return false;
  const loop = parents.loopOf(node);
  const awaited = parents.awaitOf(node);
  if (loop?.type !== "ForOfStatement" || loop.await || awaited === undefined) return false;
  const [key] = node.arguments;
  const rounds = namesIn(loop.left);
  if (key === undefined || ![...namesIn(key)].some((name) => rounds.has(name))) return false;
  // A list's keys are `usage/list-then-get`'s to judge.
  if (namesIn(loop.right).has("keys")) return false;
  const inside = [...walk(loop.body)];
  return inside.every(
    (part) => !EXITS.has(part.type) && (part.type !== "AwaitExpression" || part === awaited),
  );
}

function together({ via, method }: KvCall): string {
  if (method === "list") return "`Promise.all`";
  if (via === "accessor")
    return `\`${method === "get" ? "getMany" : "getManyWithMetadata"}\` for keys of one collection, or \`Promise.all\``;
  return `\`${method}([…])\` for keys of one namespace, or \`Promise.all\``;
}
