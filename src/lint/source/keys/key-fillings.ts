import type { KeyModel, ParamModel } from "../../../../schema/key-model.ts";
import { escapeRegExp, literalHead } from "../../../../schema/key-pattern.ts";
import type { KeyTemplate } from "../../../../schema/key-templates.ts";
import { remembered } from "../../../../schema/remembered.ts";
import type { Code } from "../code.ts";
import type { KeyPart } from "./key-parts.ts";
import { HOLE } from "./key-text.ts";

/** What raw code puts in the place of one parameter of a key: a text, or the code that gives it. */
export interface Filling {
  readonly param: ParamModel;
  readonly by: string | Code;
}

/**
 * What fills the parameters of a template in a key, or in a prefix of keys, without fillings that share their
 * place with other text. Undefined if the key does not match the template, whatever the forms of its
 * parameters.
 */
export function fillingsOf(
  { key }: KeyTemplate,
  parts: readonly KeyPart[],
  isPrefix: boolean,
): readonly Filling[] | undefined {
  const { segments, params } = key;
  const text = parts.map((part) => (typeof part === "string" ? part : HOLE)).join("");
  const codes = parts.filter((part) => typeof part !== "string");
  const found = wholeOf(key, isPrefix, text);
  if (found === undefined) return undefined;
  let holes = 0;
  return segments.flatMap((segment, index): readonly Filling[] => {
    const filled = found[index] ?? "";
    const start = holes;
    holes += filled.split(HOLE).length - 1;
    const [by, ...more] = codes.slice(start, holes);
    if ("literal" in segment || filled === "") return [];
    // The last part of a prefix may go on after it.
    if (isPrefix && index === found.length - 1) return [];
    const param = params.find(({ name }) => name === segment.param);
    if (param === undefined) return [];
    if (!filled.includes(HOLE)) return [{ param, by: filled }];
    return by !== undefined && more.length === 0 && filled === HOLE ? [{ param, by }] : [];
  });
}

/** The text of each segment in a key; for a prefix, of the segments that it contains in full. */
function wholeOf(key: KeyModel, isPrefix: boolean, text: string): readonly string[] | undefined {
  if (!text.startsWith(literalHead(key))) return undefined;
  for (const pattern of patternsOf(key)) {
    const [found, ...texts] = pattern.exec(text) ?? [];
    if (found !== undefined) return texts;
    if (!isPrefix) return undefined;
  }
  return undefined;
}

/** For all segments of a key, then for one less, and so on. */
const patternsOf = remembered(({ segments }: KeyModel): readonly RegExp[] => {
  const texts = segments.map(patternOf);
  return texts.map(
    (_, less) => new RegExp(`^${texts.slice(0, texts.length - less).join("")}$`, "su"),
  );
});

/** A parameter's text goes on up to the literal text after it. */
function patternOf(
  segment: KeyTemplate["key"]["segments"][number],
  index: number,
  all: KeyTemplate["key"]["segments"],
): string {
  if ("literal" in segment) return `(${escapeRegExp(segment.literal)})`;
  const next = all[index + 1];
  const end = next !== undefined && "literal" in next ? next.literal[0] : undefined;
  return end === undefined ? "(.+)" : `([^${end.replace(/[\\\]^-]/, "\\$&")}]+)`;
}
