import type { core } from "zod";
import { FIRST_KEY_DATE, LAST_KEY_DATE } from "../../src/runtime/param.ts";
import type { ParamCodec, ParamModel } from "../key-model.ts";
import type { CustomParam, ParamSchema } from "../param.ts";
import type { Fault } from "../problem.ts";
import { describeType } from "../type/describe.ts";
import { describeText } from "../type/describe-object.ts";
import { notCompiled, type TypeFault } from "../type/faults.ts";
import { integerBounds } from "../type/integer-bounds.ts";
import type { NumberType, PropertyModel, StringType, TypeModel } from "../type/model.ts";
import { presentType } from "../type/present-type.ts";
import { rewrites } from "../type/rewrites.ts";
import { maxTextBytes } from "./text-bytes.ts";

/**
 * Gives a parameter its codec.
 *
 * @param special the characters that its text must not contain unencoded.
 */
export function compileParam(
  name: string,
  schema: ParamSchema | undefined,
  special: string,
): ParamModel | Fault {
  if (schema === undefined) {
    const type: StringType = { kind: "string", checks: [{ check: "min_length", length: 1 }] };
    return { name, codec: { kind: "string", type, special } };
  }
  if ("codec" in schema) {
    switch (schema.codec) {
      case "rest":
        return compileParam(name, schema.type, special);
      case "unpadded":
        return unpadded(compileParam(name, schema.type, special));
      case "custom":
        return compileCustom(name, schema, special);
    }
  }
  const description = describeText(schema);
  const described = description === undefined ? {} : { description };
  const codec = compileCodec(schema, special);
  if ("message" in codec) return codec;
  const maxBytes = maxTextBytes(codec);
  return { name, ...described, codec, maxBytes };
}

function unpadded(param: ParamModel | Fault): ParamModel | Fault {
  if ("message" in param) return param;
  const { codec } = param;
  if (codec.kind === "integer") return { ...param, codec: { ...codec, padded: false } };
  return {
    message: "`param.unpadded` is for integers: other types are not padded",
    help: "Pass it `z.int()`, or remove it.",
  };
}

/**
 * The same for a parameter that is a field of a value. Its type may change its text, such as to lower case:
 * the key contains the text as the value does.
 */
export function compileField(
  { name, description, type }: PropertyModel,
  special: string,
): ParamModel | Fault {
  const present = presentType(type);
  if (present.kind === "string" && present.checks.some(({ check }) => check === "url")) {
    return {
      message: "a URL has several forms, and a key would be only one of them",
      help: "Use another field for the pointer, such as a normalized URL that you store as well.",
    };
  }
  const codec = codecOf(present, special);
  if ("message" in codec) return codec;
  const described = description === undefined ? {} : { description };
  return { name, ...described, codec, maxBytes: maxTextBytes(codec) };
}

function compileCustom(name: string, custom: CustomParam, special: string): ParamModel | Fault {
  const { from, name: exported, maxBytes } = custom;
  if (!from.startsWith(".")) {
    return {
      message: `the codec of \`{${name}}\` comes from \`${from}\`, which is not a relative path`,
      help: "Give the module's path relative to the schema file: `./country.ts`.",
    };
  }
  return { name, codec: { kind: "custom", from, name: exported, special }, maxBytes };
}

function compileCodec(schema: core.$ZodType, special: string): ParamCodec | Fault {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "date") return compileDate(def);

  const faults: TypeFault[] = [];
  const type = describeType(schema, faults);
  const [fault] = faults;
  if (fault !== undefined) return fault;
  if (type.kind === "string" && rewrites(type)) {
    return {
      message: "a parameter is written as it is given, but this type changes it",
      help: "Check the form instead, for example with `.lowercase()`, and change the text beforehand.",
    };
  }
  return codecOf(type, special);
}

function codecOf(type: TypeModel, special: string): ParamCodec | Fault {
  switch (type.kind) {
    case "authored":
      return notCompiled([], type.reason, "Describe the parameter with plain types and checks.");
    case "string":
      return isUuid(type) ? { kind: "uuid", type } : { kind: "string", type, special };
    case "number":
      return compileInteger(type);
    case "boolean":
      return { kind: "boolean" };
    case "enum":
    case "literal":
      return compileEnum(type.values, special);
    default:
      return {
        message: `a parameter cannot be of type \`${type.kind}\``,
        help: "Use a string type, an enum, `z.uuid()`, `z.int()`, `z.date()`, `z.boolean()`, or `param.custom`.",
      };
  }
}

function isUuid(type: StringType): boolean {
  const [check, ...others] = type.checks;
  return (
    check?.check === "string_format" &&
    (check.format === "uuid" || check.format === "guid") &&
    others.length === 0
  );
}

function compileDate(def: core.$ZodDateDef): ParamCodec | Fault {
  let [min, max] = [FIRST_KEY_DATE, LAST_KEY_DATE];
  for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
    const check = _zod.def;
    if (check.check === "greater_than" && check.inclusive) min = Math.max(min, Number(check.value));
    else if (check.check === "less_than" && check.inclusive)
      max = Math.min(max, Number(check.value));
    else {
      return {
        message: `a date parameter cannot have the check \`${check.check}\``,
        help: "Use `.min(date)` and `.max(date)` only.",
      };
    }
  }
  return { kind: "date", type: { kind: "date", min, max } };
}

function compileInteger(type: NumberType): ParamCodec | Fault {
  if (!type.int) {
    return {
      message: "a number parameter must be an integer, because fractions have no fixed width",
      help: "Use `z.int()`, with `.min()` and `.max()` for a shorter key.",
    };
  }
  const { min, max } = integerBounds(type);
  const largest = Math.max(Math.abs(min), Math.abs(max));
  return { kind: "integer", type, digits: String(largest).length, signed: min < 0 };
}

function compileEnum(
  values: readonly (string | number | boolean | null)[],
  special: string,
): ParamCodec | Fault {
  const texts: string[] = [];
  for (const value of values) {
    if (typeof value !== "string") {
      return {
        message: `a parameter's values must be strings, but ${JSON.stringify(value)} is not`,
        help: "Use an enum of strings, `z.int()` or `z.boolean()`.",
      };
    }
    if (
      value === "" ||
      !value.isWellFormed() ||
      [...special].some((char) => value.includes(char))
    ) {
      return {
        message: `the value ${JSON.stringify(value)} cannot be part of a key: it is empty, or contains one of \`${special}\``,
        help: "Choose another value; to keep it, use a string type, whose text is percent-encoded.",
      };
    }
    texts.push(value);
  }
  return { kind: "enum", values: texts };
}
