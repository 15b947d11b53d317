import { readFileSync } from "node:fs";
import ts from "typescript";

/** The titles of the tests and groups in a test file, as they are written there. */
export function testTitles(file: string): ReadonlySet<string> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2024);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTestOrGroup(node.expression)) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

/** `test`, `describe`, and what `test.each(…)` returns. */
function isTestOrGroup(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return called.text === "test" || called.text === "describe";
  return (
    ts.isCallExpression(called) &&
    ts.isPropertyAccessExpression(called.expression) &&
    called.expression.name.text === "each" &&
    isTestOrGroup(called.expression.expression)
  );
}
