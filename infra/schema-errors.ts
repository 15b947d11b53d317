import { RunError } from "@pulumi/pulumi";
import type { CannotRunError } from "../schema/cannot-run.ts";
import type { Problem } from "../schema/problem.ts";
import { formatPretty } from "../src/report/pretty.ts";

// Both are Pulumi's own kind of error, so that its CLI prints the message and leaves out the stack.

/** A schema, or one of its seeds, has problems. */
export class SchemaProblemsError extends RunError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatPretty(problems, { cwd: process.cwd(), color: false }));
    this.problems = problems;
  }
}

/** A schema cannot be read at all. */
export class UnreadableSchemaError extends RunError {
  override readonly cause: CannotRunError;

  constructor(cause: CannotRunError) {
    const { message, place, help } = cause;
    const at = place === undefined ? "" : `\n  at ${place.file}:${place.line}:${place.column}`;
    super(`${message}${at}\nhelp: ${help}`);
    this.cause = cause;
  }
}
