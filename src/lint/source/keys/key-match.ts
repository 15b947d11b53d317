import type { KeyModel, ParamCodec, ParamModel } from "../../../../schema/key-model.ts";
import {
  characterPattern,
  escapeRegExp,
  literalHead,
  paramPattern,
  specialCharacters,
} from "../../../../schema/key-pattern.ts";
import type { KeyTemplate } from "../../../../schema/key-templates.ts";
import { remembered } from "../../../../schema/remembered.ts";
import type { KeySegment } from "../../../../schema/template.ts";
import { HOLE } from "./key-text.ts";

/** The template that makes a key; undefined if the text leaves it open. */
export function templateOfKey(
  templates: readonly KeyTemplate[],
  key: string,
): KeyTemplate | undefined {
  if (key === HOLE) return undefined;
  return templates.find(
    (template) => key.startsWith(literalHead(template.key)) && patternOf(template.key).test(key),
  );
}

const patternOf = remembered(
  ({ segments, params }: KeyModel) => new RegExp(`^${patternText(segments, params)}$`, "su"),
);

/**
 * Whether a key can match a template, whatever fills its holes: a hole may be empty, or hold several
 * segments. A key that cannot is a mistake, whatever the program does.
 */
export function couldBeKeyOf({ key: { segments, params } }: KeyTemplate, key: string): boolean {
  const parts = segments.flatMap((segment): readonly (string | RegExp)[] =>
    "literal" in segment
      ? [...segment.literal]
      : [new RegExp(`^${anyText(codecOf(params, segment))}$`, "su")],
  );
  // For each character of the key, the parts that may stand there: those that the characters before it lead to.
  let reached = new Set([0]);
  for (const character of key) {
    const next = new Set<number>();
    for (const index of reached) {
      if (character === HOLE) {
        for (let after = index; after <= parts.length; after++) next.add(after);
      } else step(parts, index, character, next);
    }
    reached = next;
  }
  const last = [...key].at(-1) ?? "";
  return [...reached].some((index) => index === parts.length || endsInParam(parts, index, last));
}

/** Adds the parts that may follow the one that matches a character: a parameter takes any number of characters. */
function step(
  parts: readonly (string | RegExp)[],
  index: number,
  character: string,
  next: Set<number>,
): void {
  const part = parts[index];
  if (part === undefined) return;
  if (typeof part === "string") {
    if (part === character) next.add(index + 1);
    return;
  }
  if (part.test(character)) next.add(index);
  step(parts, index + 1, character, next);
}

/** Whether a key may end in the template's last parameter, which cannot be empty: it takes the last character. */
function endsInParam(parts: readonly (string | RegExp)[], index: number, last: string): boolean {
  const part = parts[index];
  if (index !== parts.length - 1 || !(part instanceof RegExp)) return false;
  return last === HOLE || part.test(last);
}

/** The template whose keys a list by a prefix returns: its whole literal head is in the prefix. */
export function templateOfPrefix(
  templates: readonly KeyTemplate[],
  prefix: string,
): KeyTemplate | undefined {
  return templates
    .filter(({ key }) => key.params.length > 0 && literalHead(key) !== "")
    .filter(({ key }) => prefix.startsWith(literalHead(key)))
    .toSorted((a, b) => literalHead(b.key).length - literalHead(a.key).length)
    .find(({ key: { segments, params } }) => {
      const [head, ...rest] = segments;
      if (head === undefined || !("literal" in head)) return false;
      const start = (segments: readonly KeySegment[]): string => {
        const [first, ...others] = segments;
        if (first === undefined) return "";
        if ("literal" in first) {
          return [...first.literal].reduceRight(
            (after, character) => `(?:${escapeRegExp(character)}${after})?`,
            start(others),
          );
        }
        const codec = codecOf(params, first);
        return `(?:${holedPattern(codec)}${start(others)}|${anyText(codec)}*)`;
      };
      return new RegExp(`^${escapeRegExp(head.literal)}${start(rest)}$`, "su").test(prefix);
    });
}

/** The parameters that a prefix fixes: each is in it, up to the text that ends the parameter. */
export function paramsOfPrefix(
  { key: { segments, params } }: KeyTemplate,
  prefix: string,
): readonly string[] {
  return segments.flatMap((segment, index) => {
    if (!("param" in segment) || index === segments.length - 1) return [];
    const pattern = patternText(segments.slice(0, index + 2), params);
    return new RegExp(`^${pattern}`, "su").test(prefix) ? [segment.param] : [];
  });
}

function patternText(segments: readonly KeySegment[], params: readonly ParamModel[]): string {
  return segments
    .map((segment) =>
      "literal" in segment ? escapeRegExp(segment.literal) : holedPattern(codecOf(params, segment)),
    )
    .join("");
}

function codecOf(params: readonly ParamModel[], { param }: { readonly param: string }): ParamCodec {
  const found = params.find(({ name }) => name === param);
  if (found === undefined) throw new Error(`the key has no parameter \`${param}\``);
  return found.codec;
}

/**
 * What a parameter's text looks like in source code: the text itself, or something unknown, or both
 * if the known characters are ones that the codec makes.
 */
function holedPattern(codec: ParamCodec): string {
  return `(?:${paramPattern(codec)}|${anyText(codec)}*${HOLE}${anyText(codec)}*)`;
}

function anyText(codec: ParamCodec): string {
  switch (codec.kind) {
    case "string":
    case "custom":
      return characterPattern(codec);
    case "uuid":
      return `[0-9a-fA-F${HOLE}-]`;
    case "integer":
      return `[0-9${HOLE}-]`;
    case "date":
      return `[0-9TZ.${HOLE}]`;
    case "boolean":
      return `[a-z${HOLE}]`;
    case "enum":
      return `[${specialCharacters([...new Set(codec.values.join(""))].join(""))}${HOLE}]`;
  }
}
