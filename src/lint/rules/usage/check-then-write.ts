import type { CallExpression, Node } from "oxc-parser";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { alwaysRuns } from "../../source/always-runs.ts";
import { type Records, recordsIn } from "../../source/flow/record-of.ts";
import { writeBacksIn } from "../../source/flow/write-backs.ts";
import { type KvCall, wholeKey } from "../../source/kv-call.ts";
import { KV_WRITES, RECORD_READS } from "../../source/kv-methods.ts";
import {
  type Access,
  accessesIn,
  isHelped,
  isOfRecord,
  wordsOfKey,
} from "../../source/races/access.ts";
import { isAskedRemoval } from "../../source/races/asked-removal.ts";
import { isClaim } from "../../source/races/claim.ts";
import { type ExistenceCheck, existenceCheckOf } from "../../source/races/existence-check.ts";
import { isLock } from "../../source/races/lock.ts";
import { isMailbox } from "../../source/races/mailbox.ts";
import { isMark } from "../../source/races/mark.ts";
import { isNotedOnce } from "../../source/races/noted-once.ts";
import { refuses, refusesOutright } from "../../source/races/refusal.ts";
import { isTokenRenewal } from "../../source/races/token-renewal.ts";
import { isTokenRotation } from "../../source/races/token-rotation.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { unwrap } from "../../source/unwrap.ts";

const ELSEWHERE =
  "KV cannot do both in one step, and it caches for up to 60 s that a read found nothing.";

const FINDINGS = {
  taken: {
    message:
      "this read decides that a key is free, and a later write takes it: two concurrent requests both take it",
    help: `Let a Durable Object or a unique column in D1 decide who is first, or use a key that nobody else makes, such as \`crypto.randomUUID()\`. ${ELSEWHERE}`,
  },
  done: {
    message:
      "this read asks whether one-time work was done, and a later write notes it: two concurrent requests both do it",
    help: `Note it where only one can be first, in a Durable Object or a unique column in D1, or make it harmless to do twice. ${ELSEWHERE}`,
  },
  spent: {
    message:
      "this reads what is good for one use, and removes it afterwards: two concurrent requests both use it",
    help: "Read and remove it in one step, in a Durable Object or with `DELETE … RETURNING` in D1. KV still returns it elsewhere for up to 60 s after its removal.",
  },
  lock: {
    message:
      "this read decides that a lock is free, and a later write takes it: two concurrent requests both hold it",
    help: `Keep locks in a Durable Object, which does one thing at a time, or make the work under the lock harmless to do twice. ${ELSEWHERE}`,
  },
  renewed: {
    message:
      "a token is renewed with what this reads, then written: two concurrent requests both use the one-time refresh token",
    help: "Keep it in a Durable Object, which renews it once for all who ask. KV still returns the old one elsewhere for up to 60 s after the write, and a client that renews with it is signed out.",
  },
} as const;

export const rule: SourceRule = {
  id: "usage/check-then-write",
  severity: "warning",
  docs: {
    what: "The code does not read a key and then write it to decide whether a name is free, a job is done or a one-time token is unspent. The rule reports: a key that is rejected if it exists (`throw`, a status of 400 to 499 except 429, a text such as `taken`), and otherwise written; a job that is skipped if its mark exists, and otherwise done and marked, except in crons; a function such as `isDuplicate` that returns whether there was a mark, and sets it; a token, code or invitation that is read, removed and used; a record that is read, removed and handed out, as from a mailbox; a lock, recognized by its name, that is read and taken; tokens that are read, renewed with their refresh token and written; the record of a refresh token that is read, removed, and written under the key of the next one; work that is skipped if a property of the record says that it was done, and otherwise done and the property written back. Reads and writes may be made by functions of the project, such as `getUser` and `saveUser`. The rule ignores code that fills a cache, and records that a request with the method `DELETE` removes.",
    why: "KV has no transactions: two concurrent requests both read that the key is missing, and both go on; the later write replaces the earlier one. A read that found nothing is also cached, so elsewhere the key looks free for up to a minute after it was taken, and a removed key looks as if it still existed.",
    wrong:
      'if (await env.CACHE.get("name:" + name)) return new Response("taken", { status: 409 });\nawait env.CACHE.put("name:" + name, userId);',
    right:
      'const { meta } = await env.DB.prepare("INSERT INTO names (name, user) VALUES (?, ?) ON CONFLICT DO NOTHING").bind(name, userId).run();\nif (meta.changes === 0) return new Response("taken", { status: 409 });',
    silence: "When doing it twice is harmless, or when there is only one writer.",
  },
  followsModules: true,
  *check(given): Generator<SourceFinding> {
    const { file, calls } = given;
    const context = { ...given, ...recordsIn(given) };
    const accesses = accessesIn(context);
    for (const read of accesses) {
      const { node, call } = read;
      if (!RECORD_READS.has(call.method) || !isFollowed(read, accesses, file)) continue;
      const check = existenceCheckOf(node, file);
      const write = check && writeAfter(read, check, accesses, context);
      const kind =
        (write && kindOf(read, check, write, context)) ??
        (isHelped(read) ? undefined : kindOfOwn(call, context));
      if (kind !== undefined) yield { range: node.callee, ...FINDINGS[kind] };
    }
    for (const found of writeBacksIn(given)) {
      const { node } = found.read;
      if (node.type !== "CallExpression" || !isNotedOnce(found, calls, file)) continue;
      yield { range: node.callee, ...FINDINGS.done };
    }
  },
};

type Context = SourceContext & Records;

/** Whether a write comes after a read in its function, whatever its key. */
function isFollowed({ node: read }: Access, accesses: readonly Access[], { parents }: SourceFile) {
  const around = parents.functionOf(read);
  return accesses.some(
    ({ call, node }) =>
      KV_WRITES.has(call.method) &&
      node.start > read.end &&
      node.end <= around.end &&
      parents.functionOf(node) === around,
  );
}

/** The write of the same key that always follows a check, unless the check leaves. */
function writeAfter(
  read: Access,
  { statement }: ExistenceCheck,
  accesses: readonly Access[],
  context: Context,
): Access | undefined {
  const { file } = context;
  const around = new Set(file.parents.around(statement));
  return accesses.find((write) => {
    const { node, call } = write;
    if (node.start < statement.end || !KV_WRITES.has(call.method)) return false;
    if (!alwaysRuns(node, (outer) => around.has(outer), file)) return false;
    const isOfSame = file.parents.functionOf(node) === file.parents.functionOf(statement);
    return isOfSame && isOfRecord(read, write, context);
  });
}

type Kind = keyof typeof FINDINGS;

function kindOf(
  read: Access,
  check: ExistenceCheck,
  write: Access,
  context: Context,
): Kind | undefined {
  const { file, calls } = context;
  const { call } = read;
  if (call.node.arguments.length === 0 || wholeKey(call) !== undefined) return undefined;
  const words = wordsOfKey(read, file);
  if (check.leavesWhere === "missing") {
    const isOwn = !isHelped(read) && !isHelped(write);
    if (isOwn && isTokenRotation(call, write.call, calls, context)) return "spent";
    const isToken =
      ONE_TIME.test(call.binding ?? "") || (TOKEN.test(words) && !/sess/i.test(words));
    if (write.call.method !== "delete" || !isToken) return undefined;
    if (isAskedRemoval(write.node, file)) return undefined;
    return check.usesValue || worksAfter(write, context) ? "spent" : undefined;
  }
  if (write.call.method !== "put" || RANDOM.test(words)) return undefined;
  if (check.usesValue) return check.isAll && refusesOutright(check.exit) ? "taken" : undefined;
  if (refuses(check.exit)) return "taken";
  // Runs of a cron are minutes apart, and there is one at a time.
  if (isHelped(write) || /\bscheduled\b|\bcron/i.test(file.text)) return undefined;
  if (!isMark(write.call, context)) return undefined;
  return worksBetween(check, write, context) || isClaim(check, write, words, file)
    ? "done"
    : undefined;
}

/** What a read of the file itself is part of, whatever decides about the write. */
function kindOfOwn(read: KvCall, context: Context): Kind | undefined {
  const { calls } = context;
  if (isMailbox(read, calls, context)) return "spent";
  if (isLock(read, calls, context)) return "lock";
  return isTokenRenewal(read, calls, context) ? "renewed" : undefined;
}

const RANDOM = /random|nanoid|generate|uuid/i;

/** Names for what is good for one use; sessions have tokens as well, but last. */
const TOKEN =
  /token|\botp\b|(?:\b|_)code\b|nonce|magic|ticket|invit|\breset|(?:\b|_)verif|challenge|one-?time|\bpending|auth_?state|csrf|pkce/i;

/** The same for namespaces: whatever its keys are called, a namespace of challenges holds what is for one use. */
const ONE_TIME = /challenge|invit|magic|nonce|one_?time|otp|reset|verif/i;

/** Whether the code waits for something else between a check and a write: the one-time work. */
function worksBetween(
  { statement }: ExistenceCheck,
  { node: write }: Access,
  { file, calls }: SourceContext,
): boolean {
  const kv = new Set<Node>(calls.map(({ node }) => node));
  return file.tree
    .ofType("AwaitExpression", { start: statement.end, end: write.start })
    .some(({ argument }) => isCall(argument) && !kv.has(unwrap(argument)));
}

/** Whether the code waits for something else after a key is removed, also a write: what the key was good for. */
function worksAfter({ node: write }: Access, { file, calls }: SourceContext): boolean {
  const kv = new Set<Node>(calls.flatMap(({ node, method }) => (method === "put" ? [] : [node])));
  const { end } = file.parents.functionOf(write);
  return file.tree
    .ofType("AwaitExpression", { start: write.end, end })
    .some(({ argument }) => isCall(argument) && !kv.has(unwrap(argument)));
}

function isCall(node: Node): node is CallExpression {
  return unwrap(node).type === "CallExpression";
}
