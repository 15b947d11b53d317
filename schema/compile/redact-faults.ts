import type { KeyModel } from "../model.ts";
import { isRedaction, type Redaction, type RedactionTree } from "../redact.ts";
import { formsOf } from "../type/forms.ts";
import type { TypeModel } from "../type/model.ts";
import { partsOf } from "../type/parts.ts";
import { fillsIn } from "../type/predicates.ts";
import type { ParamFault } from "./param.ts";

/** Why a parameter cannot be redacted like this. */
export function paramFault(
  name: string,
  { kind }: Redaction,
  { params }: KeyModel,
): ParamFault | undefined {
  const codec = params.find((param) => param.name === name)?.codec.kind;
  if (codec === undefined) {
    return {
      message: `the key template has no \`{${name}}\` to redact`,
      help: `It has: ${params.map(({ name }) => name).join(", ") || "none"}.`,
    };
  }
  if (kind === "fixed" || kind === "omit") {
    return {
      message: `\`redact.${kind}\` would leave all records one key`,
      help: "Use `redact.text()`, or one of a format, such as `redact.email()`.",
    };
  }
  if (codec === "string" || (codec === "uuid" && kind === "uuid")) return undefined;
  return {
    message: `\`redact.${kind}\` makes a text, and \`{${name}}\` is of the kind ${codec}`,
    help:
      codec === "uuid"
        ? "Use `redact.uuid()`."
        : "Only texts in keys are redacted: where others tell who somebody is, use `redact.withheld(…)`.",
  };
}

/** Why a part of a value cannot be redacted like this. */
export function partFault(
  redaction: Redaction,
  type: TypeModel,
  isWhole: boolean,
): ParamFault | undefined {
  const { kind } = redaction;
  if (kind === "fixed") return undefined;
  if (kind === "omit") {
    if (!isWhole && isOmittable(type)) return undefined;
    return {
      message: "it cannot be left out: its type wants it",
      help: "Use `redact.fixed(…)`, or make it `.optional()`.",
    };
  }
  const forms = formsOf(type);
  if (forms.some(({ kind }) => kind === "string" || kind === "unknown")) return undefined;
  const found = forms[0]?.kind;
  return {
    message: `\`redact.${kind}\` is for texts, and this is of the kind ${found}`,
    help:
      found === "object"
        ? "Redact its fields: `{ street: redact.text() }`."
        : "Use `redact.fixed(…)`, which puts one value in place of all.",
  };
}

/**
 * Why redactions would end somewhere within a type that holds itself: what is further down would be
 * copied as it is.
 */
export function recursionFault(type: TypeModel, tree: RedactionTree): ParamFault | undefined {
  const names = formsOf(type).flatMap((form) => (form.kind === "recursive" ? [form.name] : []));
  if (isRedaction(tree) || !names.some((name) => reaches(type, name, tree))) return undefined;
  return {
    message: "the type holds itself, and its redactions would end one step down",
    help: "Redact as a whole what is of the same type again: `replies: redact.fixed([])`.",
  };
}

/** Whether a type leads back to the one of that name, past all that is redacted as a whole. */
function reaches(type: TypeModel, name: string, tree: RedactionTree | undefined): boolean {
  if (isRedaction(tree)) return false;
  if (type.kind === "ref") return type.name === name;
  if (type.kind !== "object") return partsOf(type).some((part) => reaches(part, name, tree));
  return (
    type.properties.some((property) =>
      reaches(property.type, name, tree && fieldOf(tree, property.name)),
    ) ||
    (type.catchall !== undefined && reaches(type.catchall, name, undefined))
  );
}

/** A field may well be called `constructor`. */
function fieldOf(tree: Exclude<RedactionTree, Redaction>, name: string): RedactionTree | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

function isOmittable(type: TypeModel): boolean {
  if (type.kind === "optional" || fillsIn(type)) return true;
  return "inner" in type && type.kind !== "nonoptional" && isOmittable(type.inner);
}
