import type { CallExpression, Node } from "oxc-parser";
import { alwaysRuns } from "./always-runs.ts";
import { walk } from "./children.ts";
import { constant } from "./constant.ts";
import { isOfClock } from "./flow/clock.ts";
import * as methods from "./flow/methods.ts";
import { nullNames } from "./flow/null-names.ts";
import { exitOf } from "./last-statement.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, methodOfNamed, rootOf, unwrap } from "./unwrap.ts";

/**
 * Whether a write only renews what a read of the same function has found: it stores the same value, or one in which
 * only a time is new, whenever there is one.
 */
export function isRenewal(read: CallExpression, write: CallExpression, file: SourceFile): boolean {
  const names = namesOfValue(read, file);
  const [, value] = write.arguments;
  if (names.size === 0 || value === undefined) return false;
  const body = file.parents.functionOf(write);
  const isFound = (test: Node) => asksForValue(test, names);
  return (
    renews(value, names, write, file) &&
    alwaysRuns(write, (outer) => outer === body, file, isFound) &&
    !isSpaced(read, write, names, file)
  );
}

/** The variables that hold what was read: as it is, and parsed. */
function namesOfValue(read: CallExpression, { parents, tree }: SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const awaited = parents.awaitOf(read);
  const declarator = awaited && parents.of(parents.outermost(awaited));
  if (declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier")
    names.add(declarator.id.name);
  for (const { id, init } of tree.ofType("VariableDeclarator", parents.functionOf(read))) {
    const call = init && unwrap(init);
    if (call?.type !== "CallExpression" || id.type !== "Identifier") continue;
    const [parsed] = methodOfNamed(call.callee, "JSON") === "parse" ? call.arguments : [];
    const text = parsed && unwrap(parsed);
    if (text?.type === "Identifier" && names.has(text.name)) names.add(id.name);
    if (text !== undefined && text === awaited) names.add(id.name);
  }
  return names;
}

/** Whether a value is what was read, with nothing but a new time in it, or a new TTL beside it. */
function renews(
  value: Node,
  names: ReadonlySet<string>,
  write: CallExpression,
  file: SourceFile,
): boolean {
  const own = unwrap(value);
  if (own.type === "Identifier" && names.has(own.name)) {
    const times = timesSet(own.name, write, file);
    return times !== undefined && (times > 0 || write.arguments.length > 2);
  }
  const node = constant(own, file.scopes);
  if (node.type === "CallExpression") {
    const [text] = methodOfNamed(node.callee, "JSON") === "stringify" ? node.arguments : [];
    return text !== undefined && renews(text, names, write, file);
  }
  const [first, ...others] = node.type === "ObjectExpression" ? node.properties : [];
  const of = first?.type === "SpreadElement" ? unwrap(first.argument) : undefined;
  return (
    of?.type === "Identifier" &&
    names.has(of.name) &&
    others.length > 0 &&
    others.every((property) => property.type === "Property" && isOfClock(property.value, file))
  );
}

/** How many of a variable's properties are set to a time before a write; undefined if anything else may change it. */
function timesSet(name: string, write: CallExpression, file: SourceFile): number | undefined {
  const { parents, tree } = file;
  const body = parents.functionOf(write);
  const isIt = (node: Node) => {
    const root = rootOf(node);
    return root.type === "Identifier" && root.name === name;
  };
  const set = tree.ofType("AssignmentExpression", body).filter(({ left }) => isIt(left));
  const isTimes = set.every(
    ({ left, right, operator }) =>
      operator === "=" && left.type === "MemberExpression" && isOfClock(right, file),
  );
  const isCounted = tree.ofType("UpdateExpression", body).some(({ argument }) => isIt(argument));
  // `session.items.push(item)`, and functions that may change it.
  const isPassed = tree.ofType("CallExpression", body).some((call) => {
    if (call === write || call.end > write.end) return false;
    const method = memberOf(unwrap(call.callee));
    if (method !== undefined && isIt(method.object)) return MUTATES.has(method.name);
    const isGiven = call.arguments.some((one) => unwrap(one).type === "Identifier" && isIt(one));
    return isGiven && methodOfNamed(call.callee, "JSON") === undefined;
  });
  return isTimes && !isCounted && !isPassed ? set.length : undefined;
}

const MUTATES: ReadonlySet<string> = new Set([...methods.MUTATES, "append"]);

/** `if (session !== null)` */
function asksForValue(test: Node, names: ReadonlySet<string>): boolean {
  const [missing, there] = nullNames(test);
  const asked = [...missing, ...there];
  return (
    asked.length > 0 && asked.every((node) => node.type === "Identifier" && names.has(node.name))
  );
}

const COMPARES: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** Whether the code leaves before a write if the value is still young, or at random. */
function isSpaced(
  read: CallExpression,
  write: CallExpression,
  names: ReadonlySet<string>,
  { parents, tree }: SourceFile,
): boolean {
  return tree
    .ofType("IfStatement", parents.functionOf(write))
    .filter(
      ({ start, end, consequent }) =>
        start > read.end && end < write.start && exitOf(consequent) !== undefined,
    )
    .some(
      ({ test }) =>
        !asksForValue(test, names) &&
        walk(test).some(
          (node) =>
            (node.type === "BinaryExpression" && COMPARES.has(node.operator)) ||
            node.type === "CallExpression",
        ),
    );
}
