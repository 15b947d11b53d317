import { escapeRegExp } from "../../../schema/key-pattern.ts";
import type { Code } from "../../lint/source/code.ts";
import type { KeyPart } from "../../lint/source/key-parts.ts";
import { HOLE } from "../../lint/source/key-text.ts";

/** A part of a key template before its parameters have names: literal text, or what fills a parameter. */
type ShapeSegment = { readonly literal: string } | { readonly codes: readonly Code[] };

/** What a key is made of, in the form that templates have. */
export interface KeyShape {
  readonly segments: readonly ShapeSegment[];
  /** The same for all keys of one template: its literal text, with a hole for each parameter. */
  readonly structure: string;
}

/** What text behind a parameter starts with: punctuation, which ends the parameter's own text. */
const AFTER_PARAM = /[!-$&-/:-@[-`|~]/;

/**
 * The shape of a key. Parameters that touch are one, and so is text behind one that nothing would tell
 * from it (`user-${id}-px` of `user-${id}px`); nothing where a template cannot hold the text.
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

/** The shape of the keys that start with a prefix: what follows is a parameter, which nothing is known to fill. */
export function openShape({ segments }: KeyShape): KeyShape {
  const last = segments.at(-1);
  const open = last !== undefined && "codes" in last ? segments : [...segments, { codes: [] }];
  return { segments: open, structure: structureOf(open) };
}

/** A shape whose last parameter is filled by what fills that of another one. */
export function filledAs(shape: KeyShape, other: KeyShape): KeyShape {
  const [last, filling] = [shape.segments.at(-1), other.segments.at(-1)];
  if (!last || !("codes" in last) || !filling || !("codes" in filling)) return shape;
  return { ...shape, segments: [...shape.segments.slice(0, -1), filling] };
}

/** What fills the parameters of a key, in their order. */
export function codesOf({ segments }: KeyShape): readonly (readonly Code[])[] {
  return segments.flatMap((segment) => ("codes" in segment ? [segment.codes] : []));
}

/** Whether all keys of a structure are ones of another, whose parameters take more. */
export function isWithin(inner: string, outer: string): boolean {
  return inner !== outer && patternOf(outer).test(inner);
}

/** The text that each parameter of a structure takes of a key; nothing where it is none of its keys. */
export function paramsOfKey(structure: string, key: string): readonly string[] | undefined {
  return patternOf(structure).exec(key)?.slice(1);
}

/** A parameter's text does not hold `:`, nor what follows it. */
function patternOf(structure: string): RegExp {
  const pattern = structure.split(HOLE).map((literal, index, all) => {
    const next = index === all.length - 1 ? "" : (all[index + 1]?.[0] ?? "");
    const param = index === all.length - 1 ? "" : `([^:${next.replace(/[\]\\^-]/, "\\$&")}]+)`;
    return escapeRegExp(literal) + param;
  });
  return new RegExp(`^${pattern.join("")}$`, "su");
}
