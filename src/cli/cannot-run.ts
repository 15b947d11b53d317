import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { codeFrameColumns } from "@babel/code-frame";
import type { CannotRunError } from "../../schema/cannot-run.ts";
import { colors } from "./colors.ts";

/** Says on standard error why a command could not do its work, where, and what to do. */
export function printCannotRun({ message, place, help }: CannotRunError): void {
  const lines = [`keyloom: ${message}`];
  if (place !== undefined) {
    const { file, line, column } = place;
    lines.push(`  at ${relative(process.cwd(), file)}:${line}:${column}`);
    if (existsSync(file)) {
      const highlightCode = colors(process.stderr);
      const location = { start: { line, column } };
      lines.push(codeFrameColumns(readFileSync(file, "utf8"), location, { highlightCode }));
    }
  }
  lines.push(`help: ${help}`);
  console.error(lines.join("\n"));
}
