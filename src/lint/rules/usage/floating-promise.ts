import type { CallExpression, Node } from "oxc-parser";
import type { Suggestion } from "../../../../schema/problem.ts";
import type { SourceFinding, SourceRule } from "../../rule.ts";
import { isClass } from "../../source/class.ts";
import { ownCallsIn } from "../../source/flow/own-calls.ts";
import { isFunction, type OwnFunction } from "../../source/flow/own-function.ts";
import type { KvCall } from "../../source/kv-call.ts";
import { type Fate, fateOf } from "../../source/promise-fate.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { memberOf, unwrap } from "../../source/unwrap.ts";

/** Methods of accessors that give a promise: lists are walked over, and keys are known at once. */
const PROMISES: ReadonlySet<string> = new Set([
  ...["get", "getWithMetadata", "has", "getMany", "getManyWithMetadata", "getOrLoad"],
  ...["put", "putMany", "update", "touch", "delete", "deleteAll", "first", "count", "page"],
]);

const READS: ReadonlySet<string> = new Set([
  ...["get", "getWithMetadata", "has", "getMany", "getManyWithMetadata", "list"],
  ...["first", "count", "page"],
]);

export const rule: SourceRule = {
  id: "usage/floating-promise",
  severity: "error",
  hasSuggestions: true,
  docs: {
    what: "Something waits for what KV is asked to do: `await`, `return`, `Promise.all` that is waited for, or `ctx.waitUntil`. `void` waits for nothing. Functions of the file that write are looked at as KV's own methods are; Durable Objects, which stay until their work is done, are not.",
    why: "A Worker is stopped once its response has been sent: a write that is on its way then may be cut off, without an error anywhere. It works on the machine where it is written, and most of the time. And a promise that is taken for a value is always true, and as a text `[object Promise]`.",
    wrong: 'env.CACHE.put("look:dark", css, { expirationTtl: 3600 });',
    right: 'ctx.waitUntil(env.CACHE.put("look:dark", css, { expirationTtl: 3600 }));',
    silence:
      "Where something else is sure to keep the Worker until the write is done, such as a later wait for it by another way.",
  },
  *check({ file, calls }): Generator<SourceFinding> {
    const told = new Set<Node>();
    for (const { call, what, isRead, fate } of fates(file, calls)) {
      if (fate.kind === "of" || told.has(fate.at)) continue;
      // A read that nothing waits for is of no use, and does no harm.
      if (fate.kind === "lost" && ((isRead && fate.at === call) || isOfDurableObject(call, file)))
        continue;
      told.add(fate.at);
      const suggestion = suggestionFor(fate, file);
      yield {
        range: fate.at.callee,
        ...(fate.kind === "lost" ? lost(fate, call, what) : used(what)),
        ...(suggestion && { suggestions: [suggestion] }),
      };
    }
  },
};

interface Promised {
  readonly call: CallExpression;
  /** What is called, in the words of the code. */
  readonly what: string;
  readonly isRead: boolean;
  readonly fate: Fate;
}

/** What becomes of the calls of KV, and of those of functions that wait for one or give it. */
function* fates(file: SourceFile, calls: readonly KvCall[]): Generator<Promised> {
  /** By functions whether all that they do is to read. */
  const carriers = new Map<OwnFunction, boolean>();
  for (const { node: call, via, method } of calls) {
    if (via === "accessor" && !PROMISES.has(method)) continue;
    const fate = fateOf(call, file);
    const isRead = READS.has(method);
    if (fate?.kind === "of") carriers.set(fate.of, isRead && (carriers.get(fate.of) ?? true));
    if (fate !== undefined) yield { call, what: method, isRead, fate };
  }
  const known = new Set<Node>(calls.map(({ node }) => node));
  for (let before = -1; carriers.size > 0 && before !== sizeOf(carriers); ) {
    before = sizeOf(carriers);
    for (const [call, called] of ownCallsIn(file)) {
      const isRead = carriers.get(called);
      if (isRead === undefined || known.has(call)) continue;
      const fate = fateOf(call, file);
      if (fate?.kind === "of") carriers.set(fate.of, isRead && (carriers.get(fate.of) ?? true));
      else if (fate !== undefined) yield { call, what: nameOf(call), isRead, fate };
    }
  }
}

/** What grows while something becomes known: with each function, and with each that turns out to write. */
function sizeOf(carriers: ReadonlyMap<OwnFunction, boolean>): number {
  return carriers.size + [...carriers.values()].filter((isRead) => !isRead).length;
}

function nameOf({ callee }: CallExpression): string {
  const node = unwrap(callee);
  return (node.type === "Identifier" ? node.name : memberOf(node)?.name) ?? "this function";
}

function lost(fate: Extract<Fate, { readonly kind: "lost" }>, call: CallExpression, what: string) {
  const name = nameOf(fate.at);
  const isEach = name === "forEach";
  const isOwn = fate.at === call || name === "then" || name === "catch" || name === "finally";
  return {
    message: `nothing waits for ${isOwn ? `\`${what}\`` : "what is begun here"}: it may be cut off when the response has been sent`,
    help: isEach
      ? "`forEach` waits for nothing: write `await Promise.all(….map(…))`, or a loop."
      : `Await it, or give it to \`ctx.waitUntil(…)\`, which keeps the Worker until it is done${fate.void ? "; `void` does not" : ""}.`,
  };
}

function used(what: string) {
  return {
    message: `this is the promise of \`${what}\`, and not what it gives`,
    help: "Await it: a promise is always true, and `[object Promise]` as a text.",
  };
}

/** What the code becomes with an `await`, where one may stand. */
function suggestionFor(
  fate: Exclude<Fate, { readonly kind: "of" }>,
  file: SourceFile,
): Suggestion | undefined {
  const { at, kind } = fate;
  const outer = file.parents.functionOf(at);
  if (!isFunction(outer) || !outer.async || nameOf(at) === "forEach") return undefined;
  const value = file.parents.outermost(at);
  const parent = file.parents.of(value);
  const { start, end } = value;
  const title = "Put an `await` before it.";
  if (kind === "lost" && fate.void !== undefined) {
    return parent === fate.void
      ? { title, edits: [{ start: parent.start, end: start, text: "await " }] }
      : undefined;
  }
  const isPlain =
    kind === "lost" || parent?.type === "VariableDeclarator" || parent?.type === "TemplateLiteral";
  // An array of promises is none to wait for, and what is awaited already is one.
  if (parent?.type === "AwaitExpression" || nameOf(at) === "map" || nameOf(at) === "flatMap")
    return undefined;
  return {
    title,
    edits: isPlain
      ? [{ start, end: start, text: "await " }]
      : [
          { start, end: start, text: "(await " },
          { start: end, end, text: ")" },
        ],
  };
}

/** Whether code is of a Durable Object, which stays as long as something is on its way. */
function isOfDurableObject(node: Node, { parents }: SourceFile): boolean {
  for (const outer of parents.around(node)) {
    if (!isClass(outer)) continue;
    const bases = [
      outer.superClass,
      ...(outer.implements ?? []).map(({ expression }) => expression),
    ];
    return bases.some((base) => base?.type === "Identifier" && base.name === "DurableObject");
  }
  return false;
}
