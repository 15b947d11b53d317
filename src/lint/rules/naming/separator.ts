import { wayOf } from "../../../../schema/field-path.ts";
import type { KeyModel } from "../../../../schema/key-model.ts";
import { type KeyTemplate, keyTemplatesIn } from "../../../../schema/key-templates.ts";
import type { Model } from "../../../../schema/model.ts";
import type { KeySegment } from "../../../../schema/template.ts";
import { areNearlyAll, type ConventionOptions, conventionOptions } from "../../convention.ts";
import { toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule<ConventionOptions> = {
  id: "naming/separator",
  severity: "warning",
  docs: {
    what: "The same separator is on both sides of each parameter that does not end the key: `conventions.separator` if the schema states it and some key has it, otherwise the separator of nearly all keys of the namespace. The preset `strict` requires `:` if nothing is stated, and a literal prefix at the start of each key.",
    why: "KV lists only by prefix: a separator in the same place of every key makes each segment a prefix that can be listed, and shows a reader where a value ends.",
    wrong: `user: collection({ key: "user:{userId}", … }),
cart: collection({ key: "cart:{cartId}:items", … }),
flag: collection({ key: "flag:{name}", … }),
session: collection({ key: "session-{userId}/{device}", … })`,
    right: `user: collection({ key: "user:{userId}", … }),
cart: collection({ key: "cart:{cartId}:items", … }),
flag: collection({ key: "flag:{name}", … }),
session: collection({ key: "session:{userId}:{device}", … })`,
    silence: "When keys are already stored and will not be migrated.",
  },
  options: conventionOptions,
  strict: { heldTo: "conventions" },
  *checkModel(model, { heldTo }): Generator<ModelFinding> {
    const { separator, stated = [] } = model.conventions;
    const isStrict = heldTo === "conventions";
    const isSet = isStrict || (stated.includes("separator") && isMeant(model));
    for (const namespace of model.namespaces) {
      const templates = keyTemplatesIn(namespace);
      const wanted = isSet ? separator : commonSeparator(templates);
      if (wanted === undefined) continue;
      const whose = isSet ? "" : `, unlike in nearly all keys of \`${namespace.binding}\``;
      for (const template of templates) {
        const { key, path } = template;
        const sides = isSet ? sidesOf(key) : telling(sidesOf(key));
        const fault = (isStrict ? prefixFault(key, wanted) : undefined) ?? faultIn(sides, wanted);
        if (fault === undefined) continue;
        const prefix = isStrict ? toCase(template.name, model.conventions.segments) : undefined;
        const mended = mend(template, wanted, { prefix, keepsExtension: !isSet });
        yield {
          path,
          message: `${fault} in the key \`${key.template}\`${whose}`,
          help: `Write \`${mended}\`, or state another separator as \`conventions.separator\` in \`defineKv\`; stored keys keep their old form until they are migrated.`,
        };
      }
    }
  },
};

/**
 * Whether keys should have the stated separator. If no key has it, it was stated so that the text of
 * parameters keeps what keys use instead, such as the `:` of stored addresses; the default needs no such reason.
 */
function isMeant(model: Model): boolean {
  const { separator } = model.conventions;
  return (
    separator === DEFAULT_SEPARATOR ||
    model.namespaces.some((namespace) =>
      keyTemplatesIn(namespace).some(({ key }) =>
        key.segments.some((segment) => "literal" in segment && segment.literal.includes(separator)),
      ),
    )
  );
}

const DEFAULT_SEPARATOR = ":";

function prefixFault({ segments }: KeyModel, separator: string): string | undefined {
  const [first, second] = segments;
  if (first === undefined) return undefined;
  const param = "param" in first ? first : second;
  if (param === undefined || !("param" in param)) return undefined;
  const hasPrefix = "literal" in first && first.literal !== separator;
  return hasPrefix ? undefined : `there is no literal prefix before \`{${param.param}}\``;
}

/** Only the first fault: the help corrects all of them. */
function faultIn(sides: readonly Side[], separator: string): string | undefined {
  const side = sides.find(({ mark }) => mark !== separator);
  return side && `there is no \`${separator}\` ${side.where} \`{${side.param}}\``;
}

/** The one on all sides of parameters, in nearly all templates that have one there. */
function commonSeparator(templates: readonly KeyTemplate[]): string | undefined {
  const all = templates.map(({ key }) => telling(sidesOf(key))).filter(({ length }) => length > 0);
  return [...new Set(all.flat().map(({ mark }) => mark))].find((mark) => {
    const alike = all.filter((sides) => faultIn(sides, mark) === undefined);
    return areNearlyAll(alike.length, all.length);
  });
}

/** A file extension: `.html`, `.tar.gz`. */
const EXTENSION = /^(?:\.[\p{L}\p{N}]+)+$/u;

/** Literal text that touches a parameter. */
interface Side {
  readonly param: string;
  readonly where: "before" | "after";
  /** Its character there. */
  readonly mark: string;
  readonly isExtension: boolean;
}

function sidesOf({ segments }: KeyModel): readonly Side[] {
  return segments.flatMap((segment, index): readonly Side[] => {
    if (!("param" in segment)) return [];
    const { param } = segment;
    const [before, after] = [literalAt(segments, index - 1), literalAt(segments, index + 1)];
    const isExtension = index + 2 === segments.length && EXTENSION.test(after);
    return [
      { param, where: "before", mark: before.slice(-1), isExtension: false } as const,
      { param, where: "after", mark: after.slice(0, 1), isExtension } as const,
    ].filter(({ mark }) => mark !== "");
  });
}

/** Leaves out what no convention uses as a separator: a letter, as in `v{version}`, or a file extension. */
function telling(sides: readonly Side[]): readonly Side[] {
  return sides.filter(({ mark, isExtension }) => !isExtension && !/[\p{L}\p{N}]/u.test(mark));
}

function literalAt(segments: readonly KeySegment[], index: number): string {
  const segment = segments[index];
  return segment !== undefined && "literal" in segment ? segment.literal : "";
}

interface Mending {
  /** Put in front of a template that does not start with literal text. */
  readonly prefix: string | undefined;
  readonly keepsExtension: boolean;
}

/** A template with the separator in place of all punctuation between words. */
function mend(
  { fields, key: { segments } }: KeyTemplate,
  separator: string,
  { prefix, keepsExtension }: Mending,
): string {
  const last = literalAt(segments, segments.length - 1);
  const extension = keepsExtension && EXTENSION.test(last) ? last : "";
  const parts = (extension === "" ? segments : segments.slice(0, -1)).flatMap((segment) => {
    if ("param" in segment) return [`{${wayOf(fields, segment.param).join(".")}}`];
    return segment.literal.split(/[^\p{L}\p{N}_-]+|^[_-]+|[_-]+$/u).filter((part) => part !== "");
  });
  const isBare = parts[0]?.startsWith("{") === true;
  const all = isBare && prefix !== undefined ? [prefix, ...parts] : parts;
  return all.join(separator) + extension;
}
