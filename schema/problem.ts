import type { DefinitionCheckId } from "./checks/ids.ts";

/** How much a problem matters: an `error` fails the command, a `warning` does not. */
export type Severity = "error" | "warning";

/** The place of something in a file that a person wrote. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A change to a text: offsets are in UTF-16 units, without a byte order mark. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  /** The replacement. */
  readonly text: string;
}

/** A way to fix a problem that may change what the code does, so somebody has to choose it. */
export interface Suggestion {
  /** What it does, in one sentence. */
  readonly title: string;
  readonly edits: readonly TextChange[];
}

/** What is wrong, in one sentence, and what to do about it, in one sentence. */
export interface Fault {
  readonly message: string;
  readonly help: string;
}

/** One finding: what is wrong, where, and what to do about it. */
export interface Problem extends Place, Fault {
  /** The id of the check or rule that found it: `key-collision`, `naming/separator`. Ids never change. */
  readonly rule: string;
  readonly severity: Severity;
  /** Fixes it in its file, without changing what the code does. */
  readonly fix?: readonly TextChange[];
  /** Ways to fix it in its file, one of which may be chosen; at least one. */
  readonly suggestions?: readonly Suggestion[];
}

/**
 * A step into a definition: a property name, an index of an array, or `[]` for the element type of
 * an array, a record or another container.
 */
export type Path = readonly (string | number)[];

/** A finding about the schema, before its place in the author's file is known. */
export interface SchemaProblem extends Fault {
  readonly rule: string;
  readonly severity: Severity;
  /** The path from `defineKv`'s argument to what is wrong: `["namespaces", "CACHE", "title"]`. */
  readonly path: Path;
  /** Whether the property's name or its value (the default) is wrong. */
  readonly at?: "name" | "value";
  /** The place, for something outside the schema file, such as a record of a seed file. */
  readonly place?: Place;
}

/** What a definition check found. It is always an error: such a schema is not used for anything. */
export interface DefinitionProblem extends Omit<SchemaProblem, "severity"> {
  readonly rule: DefinitionCheckId;
}
