import { RunError } from "@pulumi/pulumi";
import { CannotRunError } from "../schema/cannot-run.ts";
import { displayPath } from "../src/report/display-path.ts";
import { SchemaProblemsError } from "./schema-problems-error.ts";

/** Turns an error of a schema into Pulumi's own kind of error: its CLI then prints the message without the stack. */
export function runErrorOf(error: unknown): unknown {
  if (error instanceof SchemaProblemsError) return new RunError(error.message);
  if (!(error instanceof CannotRunError)) return error;
  const { message, place, help } = error;
  const at =
    place === undefined
      ? ""
      : `\n  at ${displayPath(place.file, process.cwd())}:${place.line}:${place.column}`;
  return new RunError(`${message}${at}\nhelp: ${help}`);
}
