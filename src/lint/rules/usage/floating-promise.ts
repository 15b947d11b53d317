import type { CallExpression, Node } from "oxc-parser";
import type { Suggestion } from "../../../../schema/problem.ts";
import type { SourceContext, SourceFinding, SourceRule } from "../../rule.ts";
import { isClass } from "../../source/class.ts";
import type { Code } from "../../source/code.ts";
import { ownCallsIn } from "../../source/flow/own-calls.ts";
import { functionImported } from "../../source/flow/own-function.ts";
import { reachOf } from "../../source/flow/reach.ts";
import { isFunction, type OwnFunction } from "../../source/function.ts";
import { CHAINS, type Fate, fateOf } from "../../source/promise-fate.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { lastName, memberOf, unwrap } from "../../source/unwrap.ts";

/** Accessor methods that return a promise: lists are iterated over, and keys are known at once. */
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
    what: "Something waits for every call of KV: `await`, `return`, an awaited `Promise.all`, or `ctx.waitUntil`. `void` waits for nothing. Functions of the project that write are checked like KV's own methods; Durable Objects, which stay until their work is done, are not.",
    why: "A Worker is stopped once its response has been sent: a write that is still in progress may be cut off, without an error anywhere. The code works on its author's machine, and most of the time. And a promise that is used as a value is always true, and `[object Promise]` as text.",
    wrong: 'env.CACHE.put("look:dark", css, { expirationTtl: 3600 });',
    right: 'ctx.waitUntil(env.CACHE.put("look:dark", css, { expirationTtl: 3600 }));',
    silence:
      "When something else is sure to keep the Worker until the write is done, such as a later wait for it in another way.",
  },
  followsModules: true,
  *check(context): Generator<SourceFinding> {
    const { file } = context;
    const told = new Set<Node>();
    for (const { call, what, isRead, fate } of fates(context)) {
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
  /** The name of what is called, as the code has it. */
  readonly what: string;
  readonly isRead: boolean;
  readonly fate: Fate;
}

/** What happens to the calls of KV, and to calls of functions that wait for one or return it. */
function* fates(context: SourceContext): Generator<Promised> {
  const { file, calls } = context;
  /** For each function, whether it only reads. */
  const carriers = new Map<OwnFunction, boolean>();
  for (const { node: call, via, method } of calls) {
    if (via === "accessor" && !PROMISES.has(method)) continue;
    const fate = fateOf(call, file);
    const isRead = READS.has(method);
    if (fate?.kind === "of") carriers.set(fate.of, isRead && (carriers.get(fate.of) ?? true));
    if (fate !== undefined) yield { call, what: method, isRead, fate };
  }
  for (const call of importedWrites(context)) {
    const fate = fateOf(call, file);
    if (fate?.kind === "of") carriers.set(fate.of, false);
    if (fate !== undefined) yield { call, what: nameOf(call), isRead: false, fate };
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

/**
 * The calls of other modules' functions that wait for a write, or return its promise. Of those that are not awaited,
 * only the ones that stand alone, in a file that names a binding: other modules are not read for all that they export.
 */
function* importedWrites(context: SourceContext): Generator<CallExpression> {
  const { file, calls, callsIn, model } = context;
  if (!OWN_MODULE.test(file.text)) return;
  const isWriting = ({ node, file: of }: Code) =>
    callsIn(of).some((write) => {
      const fate = WRITES.has(write.method) ? fateOf(write.node, of) : undefined;
      return fate?.kind === "of" && fate.of === node;
    });
  for (const [call, called] of reachOf(context).imported) {
    if (isWriting(called)) yield call;
  }
  const names =
    calls.length > 0 || model.namespaces.some(({ binding }) => file.text.includes(binding));
  for (const { expression } of names ? file.tree.ofType("ExpressionStatement") : []) {
    const call = startOf(expression);
    const called = call && functionImported(call, { node: call, file });
    if (call !== undefined && called !== undefined && isWriting(called)) yield call;
  }
}

/** An import by a path, or by a common path alias. */
const OWN_MODULE = /\bfrom\s*["'][.@~#$]/;

const WRITES: ReadonlySet<string> = new Set(["put", "delete", "putMany", "deleteAll", "touch"]);

/** The call that a statement starts, and does not wait for: `void save(kv).catch(log)`. */
function startOf(expression: Node): CallExpression | undefined {
  const node = unwrap(expression);
  if (node.type === "UnaryExpression")
    return node.operator === "void" ? startOf(node.argument) : undefined;
  if (node.type !== "CallExpression") return undefined;
  const method = memberOf(unwrap(node.callee));
  const isChain = method !== undefined && CHAINS.has(method.name);
  if (isChain) return startOf(method.object);
  // `app.get("/", (c) => …)` keeps what it is given, and starts nothing.
  return node.arguments.some(isFunction) ? undefined : node;
}

/** Grows as long as something new is found: with each function, and with each that turns out to write. */
function sizeOf(carriers: ReadonlyMap<OwnFunction, boolean>): number {
  return carriers.size + [...carriers.values()].filter((isRead) => !isRead).length;
}

function nameOf({ callee }: CallExpression): string {
  return lastName(callee) ?? "this function";
}

function lost(fate: Extract<Fate, { readonly kind: "lost" }>, call: CallExpression, what: string) {
  const name = nameOf(fate.at);
  const isEach = name === "forEach";
  const isOwn = fate.at === call || CHAINS.has(name);
  return {
    message: `nothing waits for ${isOwn ? `\`${what}\`` : "what starts here"}: it may be cut off once the response has been sent`,
    help: isEach
      ? "`forEach` waits for nothing: write `await Promise.all(….map(…))`, or a loop."
      : `Await it, or pass it to \`ctx.waitUntil(…)\`, which keeps the Worker until it is done${fate.void ? "; `void` does not" : ""}.`,
  };
}

function used(what: string) {
  return {
    message: `this is the promise of \`${what}\`, not its result`,
    help: "Await it: a promise is always true, and `[object Promise]` as text.",
  };
}

/** The code with an `await`, where one is allowed. */
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
  // Awaiting an array of promises waits for none of them, and what is awaited already is such an array.
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

/** Whether code is in a Durable Object, which stays as long as something is in progress. */
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
