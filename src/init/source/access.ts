import type { Node } from "oxc-parser";
import type { KeyPart } from "../../lint/source/keys/key-parts.ts";
import type { Shape } from "../shape/shape.ts";
import type { WriteOptions } from "./write-options.ts";
import type { WrittenValue } from "./written-value.ts";

/** A line of the project's code, for people. */
export interface Line {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
}

/** What could not be determined, and where. */
export interface Note extends Line {
  readonly message: string;
}

/** A use of KV in the code. */
export interface Access extends Line {
  /** The name of the namespace's binding; nothing if the code does not say it. */
  readonly binding: string | undefined;
  /** The parts of the key, or of the prefix if `isPrefix`. */
  readonly parts: readonly KeyPart[];
  /** The expressions that fill parameters with text that contains `:`, as far as known. */
  readonly separated: readonly Node[];
  /** Whether only the start of the key is known: for a list, and for reads by a list's keys. */
  readonly isPrefix: boolean;
  readonly read?: Read;
  readonly write?: Write;
}

/** What a read says about a value and its metadata. */
export interface Read {
  /** Nothing if the code does not say it. */
  readonly as: "json" | "text" | "bytes" | "stream" | undefined;
  readonly shapes: readonly Shape[];
  readonly metadata?: Shape;
}

export interface Write extends WriteOptions {
  readonly value: WrittenValue;
}
