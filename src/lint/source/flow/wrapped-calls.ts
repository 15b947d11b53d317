import type { CallExpression, Node, ParamPattern } from "oxc-parser";
import { remembered } from "../../../../schema/remembered.ts";
import { argumentsFor } from "../call-result.ts";
import type { Code, Given } from "../code.ts";
import { followed, Steps } from "../followed.ts";
import type { OwnFunction } from "../function.ts";
import { isInside } from "../inside.ts";
import { type KvCall, optionsArgument } from "../kv-call.ts";
import type { SourceFile } from "../source-file.ts";
import { ownCallsIn } from "./own-calls.ts";
import { type Project, reachOf } from "./reach.ts";
import { reassigned } from "./variable-name.ts";

/** A call of KV in a function, as a caller of the function sees it: `getCached(env, "look:dark", 60, load)`. */
export interface WrappedCall {
  /** The caller's call, in the file. */
  readonly site: CallExpression;
  /** The function that it calls. */
  readonly called: Node;
  readonly call: KvCall;
  /** The module in which it calls KV. */
  readonly file: SourceFile;
  /** The call of KV, with the caller's arguments for the parameters around it. */
  readonly code: Code;
}

/** How many functions may be between a caller and KV. */
const MAX_DEPTH = 2;

/** All calls of functions in a file that call KV, once for each call of KV in them, in the order of the text. */
export const wrappedCallsIn = remembered(
  (context: Project): readonly WrappedCall[] =>
    [...search(context)].sort((one, other) => one.site.start - other.site.start),
  ({ calls }) => calls,
);

/** The options that a caller writes for a call of KV: `store.put(key, value, { expirationTtl: 60 })`. */
export function optionsPassed(wrapped: WrappedCall, { tree }: SourceFile): Node | undefined {
  const { site, call } = wrapped;
  const options = optionsArgument(call);
  if (call.via !== "binding" || options === undefined) return undefined;
  const { node, file } = followed({ ...wrapped.code, node: options }, new Steps());
  const isPassed = file.tree === tree && site.arguments.some((given) => isInside(node, given));
  return isPassed && node.type === "ObjectExpression" ? node : undefined;
}

function* search(context: Project): Generator<WrappedCall> {
  const { file, calls } = context;
  const reach = reachOf(context);
  const insideOf = remembered(
    (called: Code) => inside(called, context),
    ({ node }) => node,
  );
  const kv = new Set<Node>(calls.map(({ node }) => node));
  for (const [site, node] of calls.length === 0 ? [] : ownCallsIn(file)) {
    if (kv.has(site) || !reach.touches(node, file)) continue;
    yield* callsFrom(site, { node: site, file }, { node, file }, insideOf);
  }
  for (const [site, called] of reach.imported) {
    yield* callsFrom(site, { node: site, file }, called, insideOf);
  }
}

/** The calls of KV in a called function, and in those that it calls. */
function* callsFrom(
  site: CallExpression,
  from: Code,
  called: Code,
  insideOf: (called: Code) => Inside,
  { outer = called.node, depth = 1 } = {},
): Generator<WrappedCall> {
  const { file, node } = called;
  const { calls, sites } = insideOf(called);
  if (calls.length === 0 && (depth === MAX_DEPTH || sites.length === 0)) return;
  // Most rules only look at a few of these calls.
  let known: ReadonlyMap<ParamPattern, Given> | undefined;
  const given = () => (known ??= lasting(argumentsFor(called, from), file));
  for (const call of calls) {
    yield {
      ...{ site, called: outer, call, file },
      get code(): Code {
        return { node: call.node, file, given: given() };
      },
    };
  }
  if (depth === MAX_DEPTH || sites.length === 0) return;
  for (const [inner, next] of sites) {
    if (next === node) continue;
    const at = { node: inner, file, given: given() };
    const there = { node: next, file };
    yield* callsFrom(site, at, there, insideOf, { outer, depth: depth + 1 });
  }
}

/** The calls of KV in a function, and its calls of functions of its file, if the file calls KV at all. */
interface Inside {
  readonly calls: readonly KvCall[];
  readonly sites: readonly (readonly [site: CallExpression, called: OwnFunction])[];
}

function inside({ node, file }: Code, context: Project): Inside {
  const all = file.tree === context.file.tree ? context.calls : context.callsIn(file);
  const kv = new Set<Node>(all.map((call) => call.node));
  return {
    calls: all.filter((call) => isInside(call.node, node)),
    sites:
      all.length === 0
        ? []
        : [...ownCallsIn(file)].filter(([site]) => !kv.has(site) && isInside(site, node)),
  };
}

/** The arguments for parameters that keep them. */
function lasting(
  given: ReadonlyMap<ParamPattern, Given>,
  { tree, scopes }: SourceFile,
): ReadonlyMap<ParamPattern, Given> {
  const changed = reassigned(tree);
  const isChanged = (parameter: ParamPattern) => {
    const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    const changes = target.type === "Identifier" ? (changed.get(target.name) ?? []) : [];
    return changes.some((change) => scopes.parameterOf(change) === parameter);
  };
  return new Map([...given].filter(([parameter]) => !isChanged(parameter)));
}
