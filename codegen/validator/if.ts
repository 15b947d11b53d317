import type { CodeWriter } from "../text/code-writer.ts";
import type { Doc } from "../text/doc.ts";
import { flatText } from "../text/print-doc.ts";
import { ifAll } from "./subject.ts";

/** Writes `if (wrong) statement;`, in one line where it fits. */
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
