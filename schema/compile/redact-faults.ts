import type { KeyModel, ParamCodec } from "../key-model.ts";
import type { Fault } from "../problem.ts";
import { isRedaction, type Redaction, type RedactionTree } from "../redact.ts";
import { fillsIn } from "../type/fills-in.ts";
import { formsOf } from "../type/forms.ts";
import { integerBounds } from "../type/integer-bounds.ts";
import type { DateType, NumberType, TypeModel } from "../type/model.ts";
import { partsOf } from "../type/parts.ts";

/** The help for types with few values, which no replacement hides. */
const FEW_VALUES =
  "Leave it as it is, or withhold the collection (`redact: redact.withheld(…)`) if it identifies somebody: how often each of a few values occurs would reveal which it was.";

/** Why a parameter cannot be redacted like this. */
export function paramFault(
  name: string,
  { kind }: Redaction,
  { params }: KeyModel,
): Fault | undefined {
  const codec = params.find((param) => param.name === name)?.codec;
  if (codec === undefined) {
    return {
      message: `the key template has no \`{${name}}\` to redact`,
      help: `It has: ${params.map(({ name }) => name).join(", ") || "none"}.`,
    };
  }
  if (kind === "fixed" || kind === "omit") {
    return {
      message: `\`redact.${kind}\` would give all records the same key`,
      help: "Use `redact.text()`, or one for a format, such as `redact.email()`.",
    };
  }
  if (codec.kind === "string" && kind !== "integer") return undefined;
  if (codec.kind === "uuid" && kind === "uuid") return undefined;
  if (codec.kind === "date" && kind === "date") return yearsFault(name, codec.type);
  if (codec.kind === "integer" && kind === "integer") return integersFault(codec.type);
  const what = codec.kind === "string" ? "a text" : `of kind ${codec.kind}`;
  return {
    message: `\`redact.${kind}\` cannot redact \`{${name}}\`, which is ${what}`,
    help: PARAM_HELP[codec.kind],
  };
}

/** What to do about a parameter, for each codec. */
const PARAM_HELP: Readonly<Record<ParamCodec["kind"], string>> = {
  string: "Use `redact.text()`, or one for a format, such as `redact.email()`.",
  uuid: "Use `redact.uuid()`.",
  integer: "Use `redact.integer()`.",
  date: "Use `redact.date()`.",
  enum: FEW_VALUES,
  boolean: FEW_VALUES,
  custom:
    "Withhold the collection (`redact: redact.withheld(…)`) if it identifies somebody: only its own codec knows what it may become.",
};

/** With fewer possible integers, somebody who knows the data could tell which one is meant. */
const MIN_INTEGERS = 1_000;

/** Why integers of a type cannot be replaced with others. */
function integersFault(type: NumberType): Fault | undefined {
  const { min, max } = integerBounds(type);
  if (type.checks.some(({ check }) => check === "multiple_of")) {
    return {
      message: "`redact.integer` produces any integers within the bounds, but these are multiples",
      help: "Remove `.multipleOf(…)`, or withhold the collection (`redact: redact.withheld(…)`) if they identify somebody.",
    };
  }
  if (max - min + 1 >= MIN_INTEGERS) return undefined;
  return {
    message: `\`redact.integer\` hides nobody among the integers from ${min} to ${max}`,
    help: FEW_VALUES,
  };
}

/** Why dates of a type cannot be replaced with other days of their years. */
function yearsFault(name: string, { min, max }: Required<DateType>): Fault | undefined {
  const [first, last] = [new Date(min), new Date(max)];
  first.setUTCMonth(0, 1);
  first.setUTCHours(0, 0, 0, 0);
  last.setUTCMonth(11, 31);
  last.setUTCHours(23, 59, 59, 999);
  if (first.getTime() === min && last.getTime() === max) return undefined;
  return {
    message: `\`redact.date\` produces any days of a year, but \`{${name}}\` accepts only some of them`,
    help: "Make its bounds the start and the end of a year, or withhold the collection: `redact: redact.withheld(…)`.",
  };
}

/** The integer type of a part; `undefined` if it can also be other numbers, or no number at all. */
export function integerForm(type: TypeModel): NumberType | undefined {
  const [form, ...others] = formsOf(type).filter((form) => form.kind === "number");
  return form?.int === true && others.length === 0 ? form : undefined;
}

/** Why a part of a value cannot be redacted like this. */
export function partFault(
  redaction: Redaction,
  type: TypeModel,
  isWhole: boolean,
): Fault | undefined {
  const { kind } = redaction;
  if (kind === "fixed") return undefined;
  if (kind === "omit") {
    if (!isWhole && isOmittable(type)) return undefined;
    return {
      message: "it cannot be left out: its type requires it",
      help: "Use `redact.fixed(…)`, or make it `.optional()`.",
    };
  }
  const forms = formsOf(type);
  const integers = kind === "integer" ? integerForm(type) : undefined;
  if (integers !== undefined) return integersFault(integers);
  if (kind === "integer") {
    return {
      message: `\`redact.integer\` is for integers, but this is of kind ${forms[0]?.kind}`,
      help: "Make it `z.int()`, or use `redact.fixed(…)`, which replaces all values with one.",
    };
  }
  if (forms.some(({ kind }) => kind === "string" || kind === "unknown")) return undefined;
  const found = forms[0]?.kind;
  return {
    message: `\`redact.${kind}\` is for texts, but this is of kind ${found}`,
    help:
      found === "object"
        ? "Redact its fields: `{ street: redact.text() }`."
        : found === "number"
          ? "Use `redact.integer()`, or `redact.fixed(…)`, which replaces all values with one."
          : "Use `redact.fixed(…)`, which replaces all values with one.",
  };
}

/**
 * Why redactions would end within a type that contains itself: deeper levels would be copied unchanged.
 */
export function recursionFault(type: TypeModel, tree: RedactionTree): Fault | undefined {
  const names = formsOf(type).flatMap((form) => (form.kind === "recursive" ? [form.name] : []));
  if (isRedaction(tree) || !names.some((name) => reaches(type, name, tree))) return undefined;
  return {
    message: "the type contains itself, and its redactions would end one level down",
    help: "Redact the part that is of the same type again as a whole: `replies: redact.fixed([])`.",
  };
}

/** Whether a type leads back to the one of that name, other than through parts redacted as a whole. */
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

/** A field may be called `constructor`. */
function fieldOf(tree: Exclude<RedactionTree, Redaction>, name: string): RedactionTree | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

function isOmittable(type: TypeModel): boolean {
  if (type.kind === "optional" || fillsIn(type)) return true;
  return "inner" in type && type.kind !== "nonoptional" && isOmittable(type.inner);
}
