import type { DefinitionCheckId } from "./checks/ids.ts";

/** How much a problem matters: an `error` fails the command, a `warning` does not. */
export type Severity = "error" | "warning";

/** Where something stands in a file that a person wrote. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A change of a text: offsets are in UTF-16 units, without a byte order mark. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
}

/** A way to mend a problem that may change what the code does, so that somebody has to choose it. */
export interface Suggestion {
  /** What it does, in one sentence. */
  readonly title: string;
  readonly edits: readonly TextChange[];
}

/** One finding: what is wrong, where, and what to do about it. */
export interface Problem extends Place {
  /** The id of the check or rule that found it: `key-collision`, `naming/separator`. Ids never change. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The way out, in one sentence. */
  readonly help: string;
  /** Mends it in its file, without changing what the code does. */
  readonly fix?: readonly TextChange[];
  /** Ways to mend it in its file, of which one may be chosen; there is at least one. */
  readonly suggestions?: readonly Suggestion[];
}

/**
 * A step into a definition: a property name, an index of an array, or `[]` for the element type of
 * an array, a record or another container.
 */
export type Path = readonly (string | number)[];

/** A finding about the schema, before its place in the author's file is known. */
export interface SchemaProblem {
  readonly rule: string;
  readonly severity: Severity;
  /** The way from `defineKv`'s argument to what is wrong: `["namespaces", "CACHE", "title"]`. */
  readonly path: Path;
  /** Whether the property's name is what is wrong, or its value (the default). */
  readonly at?: "name" | "value";
  /** A place of its own, for what stands outside the schema file, such as a record of a seed file. */
  readonly place?: Place;
  readonly message: string;
  readonly help: string;
}

/** What a definition check found. It is always an error: the schema is not used for anything. */
export interface DefinitionProblem extends Omit<SchemaProblem, "severity"> {
  readonly rule: DefinitionCheckId;
}
