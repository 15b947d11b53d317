import type { CodeWriter } from "../text/code-writer.ts";
import type { Doc } from "../text/doc.ts";
import { flatText } from "../text/print-doc.ts";
import { ifAll } from "./subject.ts";

/** Writes `if (wrong) statement;`, in one line if it fits. */
export function writeIf(writer: CodeWriter, conditions: readonly string[], statement: Doc): void {
  const line = `if (${conditions.join(" && ")}) ${flatText(statement)}`;
  if (writer.fits(line)) {
    writer.line(line);
    return;
  }
  writer.open([ifAll(conditions), " {"]);
  writer.line(statement);
  writer.close();
}

/** A statement, and the condition under which it runs. */
export interface Branch {
  readonly condition: string;
  readonly statement: Doc;
}

/** Writes `if (wrong) statement; else if (bad) other;`, each in one line if both fit. */
export function writeIfElse(writer: CodeWriter, first: Branch, second: Branch): void {
  const lines = [
    `if (${first.condition}) ${flatText(first.statement)}`,
    `else if (${second.condition}) ${flatText(second.statement)}`,
  ];
  if (lines.every((line) => writer.fits(line))) {
    for (const line of lines) writer.line(line);
    return;
  }
  writer.open([ifAll([first.condition]), " {"]);
  writer.line(first.statement);
  writer.reopen(["} else ", ifAll([second.condition]), " {"]);
  writer.line(second.statement);
  writer.close();
}
