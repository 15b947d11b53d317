import { MAX_KEY_BYTES } from "../../src/runtime/limits.ts";
import { wayOf } from "../field-path.ts";
import type { ParamModel } from "../key-model.ts";
import { type KeyTemplate, keyTemplatesOf } from "../key-templates.ts";
import { longestKey, longestParam } from "../largest.ts";
import type { Model } from "../model.ts";
import { AS_ASCII } from "../type/string-size.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/**
 * A template whose keys can exceed KV's limit even as ASCII. A parameter without a schema may use what the
 * rest of the template leaves; that, and the size of other characters, is checked when a key is built.
 */
export const keyTooLong: DefinitionCheck = { id: "key-too-long", find };

function* find(model: Model): Generator<Finding> {
  for (const template of keyTemplatesOf(model)) {
    const finding = findInTemplate(template);
    if (finding !== undefined) yield finding;
  }
}

function findInTemplate(template: KeyTemplate): Finding | undefined {
  const { collection, collectionPath, fields, isPointer, key, path } = template;
  const isOfKey = (name: string) => collection.key.params.some((param) => param.name === name);
  for (const { name, codec, maxBytes } of key.params) {
    // Parameters that a pointer shares with the key are reported for the key itself.
    if (maxBytes !== Infinity || (isPointer && isOfKey(name))) continue;
    return {
      path: [...collectionPath, isPointer ? "value" : "params", ...wayOf(fields, name)],
      message: `nothing limits the length of \`{${name}}\`, and a key of \`${key.template}\` can exceed KV's ${MAX_KEY_BYTES} bytes`,
      help: isTemplateLiteral(codec)
        ? "Bound each part of the template literal: `z.string().max(64)`, or an enum; for a number, `z.string().regex(/^[0-9]{1,9}$/)`."
        : `Bound it with \`.max(64)\`, or with \`.regex(/^[a-z0-9-]{1,64}$/)\`, which also limits the characters: from \`^\` to \`$\`, without \`*\` and \`+\`.${withoutType(codec, isPointer)}`,
    };
  }
  const longest = longestKey(key, AS_ASCII);
  if (longest <= MAX_KEY_BYTES) return undefined;
  const isMore = key.params.some((param) => param.maxBytes !== longestParam(param, AS_ASCII));
  return {
    path,
    message: `the longest key of \`${key.template}\` has ${longest} bytes${isMore ? " or more" : ""}, and KV accepts at most ${MAX_KEY_BYTES}`,
    help: `${inBytes(key.params)}Shorten the literal text, or lower a \`.max()\`.`,
  };
}

/** A type without checks can be left out. */
function withoutType(codec: ParamModel["codec"], isPointer: boolean): string {
  if (isPointer || codec.kind !== "string" || codec.type.checks.length > 0) return "";
  return " Or leave its type out: then the limit is checked when a key is built.";
}

function inBytes(params: readonly ParamModel[]): string {
  const sizes = params.flatMap((param) =>
    param.maxBytes === undefined
      ? []
      : [`\`{${param.name}}\` can take ${longestParam(param, AS_ASCII)} bytes`],
  );
  return sizes.length === 0 ? "" : `${sizes.join(", ")}. `;
}

function isTemplateLiteral(codec: ParamModel["codec"]): boolean {
  const checks = codec.kind === "string" ? codec.type.checks : [];
  return checks.some((check) => "format" in check && check.format === "template literal");
}
