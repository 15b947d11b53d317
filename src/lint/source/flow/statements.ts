import type { Node } from "oxc-parser";
import { methodCallOf, unwrap } from "../unwrap.ts";
import { bind } from "./bind.ts";
import { type Carried, NOTHING } from "./carried.ts";
import type { Run } from "./run.ts";

/** How a program leaves a statement for good: with its function, by an exception, or with the loop around it. */
export type End = "return" | "throw" | "leave";

/** A run of a program, as statements see it. */
export interface Ways extends Run {
  statement(node: Node): void;
  /** Runs a round again and again. */
  loop(round: () => void): void;
  switch(cases: readonly (readonly Node[])[]): void;
  try(block: Node, handler: Node | undefined): void;
  end(how: End, value?: Carried): void;
}

/** Runs a statement. */
export function runStatement(node: Node, ways: Ways): void {
  const run = (inner: Node | null) => {
    if (inner !== null) ways.statement(inner);
    return NOTHING;
  };
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      node.body.forEach(run);
      break;
    case "VariableDeclaration":
      for (const { id, init } of node.declarations) if (init !== null) declare(id, init, ways);
      break;
    case "ReturnStatement":
      ways.end("return", node.argument === null ? NOTHING : ways.value(node.argument));
      break;
    case "ThrowStatement":
      ways.value(node.argument);
      ways.end("throw");
      break;
    case "BreakStatement":
    case "ContinueStatement":
      ways.end("leave");
      break;
    case "IfStatement":
      ways.value(node.test);
      ways.fork(
        node.test,
        () => run(node.consequent),
        () => run(node.alternate),
      );
      break;
    case "ForOfStatement":
    case "ForInStatement": {
      const each = ways.value(node.right);
      const { left } = node;
      const pattern = left.type === "VariableDeclaration" ? left.declarations[0]?.id : left;
      ways.loop(() => {
        if (pattern !== undefined)
          bind(pattern, node.type === "ForOfStatement" ? each : NOTHING, ways);
        run(node.body);
      });
      break;
    }
    case "ForStatement":
      if (node.init?.type === "VariableDeclaration") run(node.init);
      else if (node.init !== null) ways.value(node.init);
      ways.loop(() => {
        if (node.test !== null) ways.value(node.test);
        run(node.body);
        if (node.update !== null) ways.value(node.update);
      });
      break;
    case "WhileStatement":
    case "DoWhileStatement":
      ways.loop(() => {
        ways.value(node.test);
        run(node.body);
      });
      break;
    case "SwitchStatement":
      ways.value(node.discriminant);
      ways.switch(node.cases.map(({ consequent }) => consequent));
      break;
    case "TryStatement":
      ways.try(node.block, node.handler?.body);
      run(node.finalizer);
      break;
    case "LabeledStatement":
      run(node.body);
      break;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      if (node.declaration !== null) run(node.declaration);
      break;
    case "FunctionDeclaration":
      ways.closure(node, []);
      break;
    case "ExpressionStatement":
      ways.value(node.expression);
      break;
    default:
      if (!node.type.startsWith("TS") && !node.type.startsWith("Import")) ways.value(node);
  }
}

function declare(pattern: Node, init: Node, ways: Ways): void {
  const values = pattern.type === "ArrayPattern" ? elementsOf(init) : undefined;
  if (pattern.type !== "ArrayPattern" || values === undefined) {
    bind(pattern, ways.value(init), ways);
    return;
  }
  const carried = values.map((value) => (value === null ? NOTHING : ways.value(value)));
  for (const [index, element] of pattern.elements.entries()) {
    if (element !== null) bind(element, carried[index] ?? NOTHING, ways);
  }
}

/** The elements of `[a, b]` and of `await Promise.all([a, b])`. */
function elementsOf(init: Node): readonly (Node | null)[] | undefined {
  let node = unwrap(init);
  if (node.type === "AwaitExpression") node = unwrap(node.argument);
  const method = methodCallOf(node);
  if (method?.name === "all") node = method.given[0] ?? node;
  if (node.type !== "ArrayExpression") return undefined;
  return node.elements.some((element) => element?.type === "SpreadElement")
    ? undefined
    : node.elements;
}
