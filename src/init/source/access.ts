import type { Node } from "oxc-parser";
import type { KeyPart } from "../../lint/source/key-parts.ts";
import type { Shape } from "../shape/shape.ts";
import type { WriteOptions } from "./write-options.ts";
import type { WrittenValue } from "./written-value.ts";

/** A line of the project's code, for people. */
export interface Line {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
}

/** What could not be made out, and where. */
export interface Note extends Line {
  readonly message: string;
}

/** A use of KV in the code. */
export interface Access extends Line {
  /** The name of the namespace's binding; nothing where the code does not say it. */
  readonly binding: string | undefined;
  readonly method: string;
  /** What the key is made of; the prefix, where `isPrefix`. */
  readonly parts: readonly KeyPart[];
  /** What fills parameters with text that holds `:`, as far as it is known. */
  readonly separated: readonly Node[];
  /** Whether only the start of the key is known: of a list, and of what is read by a list's keys. */
  readonly isPrefix: boolean;
  readonly read?: Read;
  readonly write?: Write;
}

/** What a read says of a value and its metadata. */
export interface Read {
  /** Nothing where the code does not say it. */
  readonly as: "json" | "text" | "bytes" | "stream" | undefined;
  readonly shapes: readonly Shape[];
  readonly metadata?: Shape;
}

export interface Write extends WriteOptions {
  readonly value: WrittenValue;
}
