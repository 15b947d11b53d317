import type { Node } from "oxc-parser";
import { childrenOf } from "../children.ts";
import { memberOf, methodOfNamed, unwrap } from "../unwrap.ts";
import { assigned, isNumber } from "./assignments.ts";
import { bind } from "./bind.ts";
import { called } from "./calls.ts";
import { type Carried, type Change, changed, NOTHING, together } from "./carried.ts";
import { isTouch } from "./clock.ts";
import * as methods from "./methods.ts";
import type { Run } from "./run.ts";

/** Runs an expression, and returns what its value carries. */
export function runExpression(node: Node, run: Run): Carried {
  const value = (inner: Node) => run.value(inner);
  const { environment, file } = run;
  switch (node.type) {
    case "Identifier": {
      const variable = file.scopes.of(node);
      return variable === undefined ? NOTHING : environment.get(variable);
    }
    case "AwaitExpression": {
      const awaited = value(node.argument);
      if (!isOfKv(node.argument, run)) environment.wait();
      return awaited;
    }
    case "MemberExpression": {
      const object = value(node.object);
      if (node.computed) value(node.property);
      return methods.COUNTS.has(memberOf(node)?.name ?? "") ? NOTHING : object;
    }
    case "CallExpression":
      return called(node, run);
    case "NewExpression": {
      const held = together(node.arguments.map(value));
      return node.callee.type === "Identifier" && methods.HOLDS.has(node.callee.name)
        ? held
        : NOTHING;
    }
    case "ArrayExpression": {
      const elements = node.elements.filter((element) => element !== null);
      const held = together(elements.map(value));
      return changed(held, elements.length > 1 && elements.some(isSpread) ? "changed" : "same");
    }
    case "SpreadElement":
      return value(node.argument);
    case "ObjectExpression": {
      const parts = node.properties.map(value);
      const isNew = node.properties.some(
        (property) => property.type === "Property" && !isTouch(property.value, file),
      );
      const isChanged = (isNew && node.properties.some(isSpread)) || isSpreadOver(node, parts);
      return changed(together(parts), isChanged ? "changed" : "same");
    }
    case "Property":
      if (node.computed) value(node.key);
      return value(node.value);
    case "ConditionalExpression":
      value(node.test);
      return run.fork(
        node.test,
        () => value(node.consequent),
        () => value(node.alternate),
      );
    case "LogicalExpression": {
      const left = value(node.left);
      const right = run.fork(
        node,
        () => value(node.right),
        () => NOTHING,
      );
      return together([left, right]);
    }
    case "AssignmentExpression":
      return assigned(node, run);
    case "UpdateExpression": {
      const target = unwrap(node.argument);
      const before = value(target);
      if (target.type === "Identifier") bind(target, changed(before, "counted"), run);
      else environment.change(before, "counted");
      return changed(before, "counted");
    }
    case "UnaryExpression": {
      const of = value(node.argument);
      if (node.operator === "delete") environment.change(of, "changed");
      return node.operator === "+" || node.operator === "-" ? of : NOTHING;
    }
    case "BinaryExpression": {
      const sides = together([value(node.left), value(node.right)]);
      if (!ARITHMETIC.has(node.operator)) return NOTHING;
      return changed(
        sides,
        isNumber(node.left) || isNumber(node.right) ? countBy(node) : "changed",
      );
    }
    case "TemplateLiteral": {
      const held = together(node.expressions.map(value));
      const isMore =
        node.quasis.some(({ value }) => value.raw !== "") || node.expressions.length > 1;
      return changed(held, isMore ? "changed" : "same");
    }
    case "SequenceExpression":
      return node.expressions.map(value).at(-1) ?? NOTHING;
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      run.closure(node, []);
      return NOTHING;
    case "ClassExpression":
    case "JSXElement":
    case "JSXFragment":
      return NOTHING;
    default:
      for (const child of childrenOf(node)) value(child);
      return NOTHING;
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "**"]);

function countBy({ operator }: { readonly operator: string }): Change {
  return operator === "+" || operator === "-" ? "counted" : "changed";
}

/** Whether an awaited promise is one of KV, or of a function that was followed, or all of several. */
function isOfKv(promise: Node | null, run: Run): boolean {
  const node = promise && unwrap(promise);
  if (node?.type !== "CallExpression") return false;
  if (run.isKnown(node)) return true;
  const [all] = methodOfNamed(node.callee, "Promise") === "all" ? node.arguments : [];
  return all?.type === "ArrayExpression" && all.elements.every((each) => isOfKv(each, run));
}

/** Whether something else is spread over what was read, `{ ...user, ...changes }`, and not defaults under it. */
function isSpreadOver(
  { properties }: Extract<Node, { readonly type: "ObjectExpression" }>,
  parts: readonly Carried[],
): boolean {
  const first = parts.findIndex(({ size }) => size > 0);
  return (
    first !== -1 &&
    properties.some((part, at) => at > first && isSpread(part) && parts[at]?.size === 0)
  );
}

function isSpread({ type }: Node): boolean {
  return type === "SpreadElement";
}
