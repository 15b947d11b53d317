import type { CannotRunError } from "../../schema/cannot-run.ts";
import { codeFrame } from "../report/code-frame.ts";
import { displayPath } from "../report/display-path.ts";
import { visible } from "../report/visible.ts";
import { colors } from "./colors.ts";

/** Says on standard error why a command could not do its work, where, and what to do. */
export function printCannotRun({ message, place, help }: CannotRunError): void {
  const lines = [`keyloom: ${visible(message)}`];
  if (place !== undefined) {
    const { file, line, column } = place;
    lines.push(`  at ${displayPath(file, process.cwd())}:${line}:${column}`);
    lines.push(codeFrame(place, colors(process.stderr)) ?? "");
  }
  lines.push(`help: ${help}`);
  console.error(lines.filter((text) => text !== "").join("\n"));
}
