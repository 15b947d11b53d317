import { escapeRegExp } from "../../../schema/key-pattern.ts";
import type { Code } from "../../lint/source/code.ts";
import type { KeyPart } from "../../lint/source/keys/key-parts.ts";
import { HOLE } from "../../lint/source/keys/key-text.ts";

/** A part of a key template before its parameters have names: literal text, or what fills a parameter. */
type ShapeSegment = { readonly literal: string } | { readonly codes: readonly Code[] };

/** The parts of a key, in the form of a template. */
export interface KeyShape {
  readonly segments: readonly ShapeSegment[];
  /** Equal for all keys of one template: its literal text, with a hole for each parameter. */
  readonly structure: string;
}

/** What text after a parameter starts with: punctuation, which ends the parameter's own text. */
const AFTER_PARAM = /[!-$&-/:-@[-`|~]/;

/**
 * The shape of a key. Parameters that touch become one, together with text after them that could not be told
 * from them (`user-${id}-px` of `user-${id}px`). Nothing if a template cannot contain the text.
 */
export function keyShape(parts: readonly KeyPart[]): KeyShape | undefined {
  const segments: ShapeSegment[] = [];
  for (const part of parts) {
    const last = segments.at(-1);
    const param = last !== undefined && "codes" in last ? last.codes : undefined;
    if (typeof part !== "string") {
      if (param !== undefined) segments.pop();
      segments.push({ codes: [...(param ?? []), part] });
      continue;
    }
    if (/[{}]/.test(part) || part.includes(HOLE) || !part.isWellFormed()) return undefined;
    const start = param === undefined ? 0 : part.search(AFTER_PARAM);
    const literal = start === -1 ? "" : part.slice(start);
    if (literal === "") continue;
    if (last !== undefined && "literal" in last) {
      segments.pop();
      segments.push({ literal: last.literal + literal });
    } else segments.push({ literal });
  }
  return { segments, structure: structureOf(segments) };
}

function structureOf(segments: readonly ShapeSegment[]): string {
  return segments.map((segment) => ("literal" in segment ? segment.literal : HOLE)).join("");
}

/** The shape of the keys that start with a prefix: what follows is a parameter without any known value. */
export function openShape({ segments }: KeyShape): KeyShape {
  const last = segments.at(-1);
  const open = last !== undefined && "codes" in last ? segments : [...segments, { codes: [] }];
  return { segments: open, structure: structureOf(open) };
}

/** A shape whose last parameter is filled with the expressions of another shape's. */
export function filledAs(shape: KeyShape, other: KeyShape): KeyShape {
  const [last, filling] = [shape.segments.at(-1), other.segments.at(-1)];
  if (!last || !("codes" in last) || !filling || !("codes" in filling)) return shape;
  return { ...shape, segments: [...shape.segments.slice(0, -1), filling] };
}

/** What fills the parameters of a key, in their order. */
export function codesOf({ segments }: KeyShape): readonly (readonly Code[])[] {
  return segments.flatMap((segment) => ("codes" in segment ? [segment.codes] : []));
}

/** Whether all keys of a structure also match another one, whose parameters accept more. */
export function isWithin(inner: string, outer: string): boolean {
  return inner !== outer && patternOf(outer).test(inner);
}

/** The text of each parameter of a structure in a key; nothing if the key does not match. */
export function paramsOfKey(structure: string, key: string): readonly string[] | undefined {
  return patternOf(structure).exec(key)?.slice(1);
}

/** A parameter's text contains neither `:` nor the character that follows it. */
function patternOf(structure: string): RegExp {
  const pattern = structure.split(HOLE).map((literal, index, all) => {
    const next = index === all.length - 1 ? "" : (all[index + 1]?.[0] ?? "");
    const param = index === all.length - 1 ? "" : `([^:${next.replace(/[\]\\^-]/, "\\$&")}]+)`;
    return escapeRegExp(literal) + param;
  });
  return new RegExp(`^${pattern.join("")}$`, "su");
}
