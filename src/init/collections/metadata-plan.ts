import { MAX_METADATA_BYTES } from "../../runtime/limits.ts";
import { type Evidence, joined } from "../shape/join.ts";
import type { Shape } from "../shape/shape.ts";
import type { Access } from "../source/access.ts";
import type { MetadataPlan } from "./plan.ts";

/** The most bytes of JSON for a character that is spelled out, as `\u0000`, and for a number. */
const CHARACTER_BYTES = 6;
const NUMBER_BYTES = 25;

/** The metadata, derived from all code that writes and reads it; a `todo` instead if that is not enough. */
export function metadataPlan(accesses: readonly Access[]): {
  readonly plan?: MetadataPlan;
  readonly todos: readonly string[];
} {
  const evidence = accesses.flatMap(({ read, write }): readonly Evidence[] => [
    ...(read?.metadata ? [{ shape: read.metadata, isWrite: false }] : []),
    ...(write?.metadata ? [{ shape: write.metadata, isWrite: true }] : []),
  ]);
  if (evidence.length === 0) return { todos: [] };
  const shape = joined(evidence);
  const { bytes, strings } = sizeOf(shape);
  // In ASCII, as the definition check counts: a shorter bound could reject what is stored.
  const room = Math.floor((MAX_METADATA_BYTES - bytes) / Math.max(strings, 1));
  if (!Number.isFinite(bytes) || room < 1) {
    return { todos: ["describe the metadata, and limit its size: the code does not"] };
  }
  const writes = accesses.filter(({ write }) => write !== undefined);
  const isOptional = writes.length === 0 || writes.some(({ write }) => !write?.metadata);
  return { plan: { shape, isOptional, maxLength: room }, todos: [] };
}

/** The bytes that a form takes without its strings, and the number of these. */
function sizeOf(shape: Shape): { readonly bytes: number; readonly strings: number } {
  switch (shape.kind) {
    case "string":
    case "datetime":
      return { bytes: 2, strings: 1 };
    case "literal":
      return typeof shape.value === "string" && shape.isWritten
        ? { bytes: 2, strings: 1 }
        : { bytes: JSON.stringify(shape.value).length * CHARACTER_BYTES, strings: 0 };
    case "number":
      return { bytes: NUMBER_BYTES, strings: 0 };
    case "boolean":
    case "null":
      return { bytes: "false".length, strings: 0 };
    case "object": {
      if (shape.isOpen) return { bytes: Infinity, strings: 0 };
      const sizes = [...shape.properties].map(([name, property]) => {
        const { bytes, strings } = sizeOf(property.shape);
        return { bytes: bytes + JSON.stringify(name).length + 2, strings };
      });
      return {
        bytes: sum(sizes.map(({ bytes }) => bytes)) + 2,
        strings: sum(sizes.map((s) => s.strings)),
      };
    }
    case "union": {
      const sizes = shape.of.map(sizeOf);
      const bytes = Math.max(...sizes.map((size) => size.bytes));
      return { bytes, strings: Math.max(...sizes.map(({ strings }) => strings)) };
    }
    // These have no maximum size.
    default:
      return { bytes: Infinity, strings: 0 };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
