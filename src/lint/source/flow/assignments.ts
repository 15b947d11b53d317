import type { Node } from "oxc-parser";
import { rootOf, unwrap } from "../unwrap.ts";
import { bind } from "./bind.ts";
import { type Carried, type Change, changed, changeOf, NOTHING, together } from "./carried.ts";
import { isTouch } from "./clock.ts";
import type { Run } from "./run.ts";

/** What an assignment gives, once it was made. */
export function assigned(
  { left, operator, right }: Extract<Node, { readonly type: "AssignmentExpression" }>,
  run: Run,
): Carried {
  const { environment, file } = run;
  const target = unwrap(left);
  const given = run.value(right);
  const isWhole = operator === "=" || operator === "??=" || operator === "||=";
  const change: Change =
    (operator === "+=" || operator === "-=") && isNumber(right) ? "counted" : "changed";
  if (target.type === "Identifier") {
    const before = operator === "=" ? NOTHING : run.value(target);
    const after = changed(together([before, given]), isWhole ? "same" : change);
    bind(target, after, run);
    return after;
  }
  if (target.type !== "MemberExpression") {
    bind(target, given, run);
    return given;
  }
  const of = run.value(target);
  // A time alone is a touch, not a change that somebody misses.
  if (!isTouch(right, file)) {
    environment.change(of, changeOf(given) === "counted" ? "counted" : change);
  }
  hold(target, given, run);
  return given;
}

/** An object that something is put into holds it from now on. */
export function hold(object: Node, given: Carried, run: Run): void {
  const root = rootOf(object);
  if (root.type !== "Identifier" || given.size === 0) return;
  bind(root, together([run.value(root), given]), run);
}

/** Whether a node is a literal number. */
export function isNumber(node: Node): boolean {
  return node.type === "Literal" && typeof node.value === "number";
}
