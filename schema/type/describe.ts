import type { core } from "zod";
import type { Path } from "../problem.ts";
import { checkName, describeNumber, describeString } from "./describe-checks.ts";
import type { Literal, PropertyModel, TypeModel } from "./model.ts";

/** A part of a zod schema that has no place in the model, and why. */
export interface TypeFault {
  readonly rule: "value-not-json" | "type-not-supported";
  /** The way to the part, from the type's own root. */
  readonly path: Path;
  readonly message: string;
  readonly help: string;
}

/** Any zod definition, seen as zod's own introspection gives it. */
type Def = core.$ZodTypes["_zod"]["def"];

/**
 * Walks a zod schema once and gives it as plain JSON. Only zod's documented introspection
 * (`_zod.def`) is read, so that a schema made by another copy of zod, or by `zod/mini`, works too.
 *
 * @param faults gets an entry for each part that JSON cannot carry or that cannot be compiled; with
 * any added, the result is incomplete.
 */
export function describeType(schema: core.$ZodType, faults: TypeFault[]): TypeModel {
  return new Describer(faults).describe(schema, []);
}

class Describer {
  readonly #faults: TypeFault[];
  /** The schemas that enclose the current place, with the name of each that turned out recursive. */
  readonly #enclosing = new Map<core.$ZodType, { name: string | undefined }>();
  #recursive = 0;

  constructor(faults: TypeFault[]) {
    this.#faults = faults;
  }

  describe(schema: core.$ZodType, path: Path): TypeModel {
    const seen = this.#enclosing.get(schema);
    if (seen !== undefined) {
      seen.name ??= `Type${++this.#recursive}`;
      return { kind: "ref", name: seen.name };
    }
    const entry: { name: string | undefined } = { name: undefined };
    this.#enclosing.set(schema, entry);
    const type = this.#describeDef((schema as core.$ZodTypes)._zod.def, path);
    this.#enclosing.delete(schema);
    return entry.name === undefined ? type : { kind: "recursive", name: entry.name, inner: type };
  }

  #describeDef(def: Def, path: Path): TypeModel {
    switch (def.type) {
      case "string":
        return describeString(def, (what) => this.#unsupported(path, what));
      case "number":
        return describeNumber(def, (what) => this.#unsupported(path, what));
      case "boolean":
      case "null":
        this.#refuseChecks(def, path);
        return { kind: def.type };
      case "literal":
        return this.#describeLiteral(def.values, path);
      case "enum":
        return { kind: "enum", values: [...new Set(Object.values(def.entries))] };
      case "array":
        return this.#describeArray(def, path);
      case "tuple":
        this.#refuseChecks(def, path);
        return {
          kind: "tuple",
          items: def.items.map((item, index) => this.describe(item, [...path, index])),
          ...(def.rest && { rest: this.describe(def.rest, [...path, "[]"]) }),
        };
      case "object":
        return this.#describeObject(def, path);
      case "record":
        return this.#describeRecord(def, path);
      case "union":
        this.#refuseChecks(def, path);
        return {
          kind: "union",
          options: def.options.map((option) => this.describe(option, path)),
          ...("discriminator" in def && { discriminator: String(def.discriminator) }),
        };
      case "optional":
        return { kind: "optional", inner: this.describe(def.innerType, path) };
      case "nullable":
        return { kind: "nullable", inner: this.describe(def.innerType, path) };
      case "default":
        return {
          kind: "default",
          inner: this.describe(def.innerType, path),
          value: def.defaultValue,
        };
      case "readonly":
        return this.describe(def.innerType, path);
      case "lazy":
        return this.describe(def.getter(), path);
      case "transform":
      case "pipe":
        return this.#unsupported(path, "a transform or codec");
      default:
        return this.#notJson(path, def.type);
    }
  }

  #describeLiteral(values: readonly unknown[], path: Path): TypeModel {
    const literals = values.filter((value): value is Literal =>
      ["string", "number", "boolean"].includes(value === null ? "string" : typeof value),
    );
    if (literals.length < values.length) return this.#notJson(path, "bigint or undefined literal");
    return { kind: "literal", values: literals };
  }

  #describeArray(def: core.$ZodArrayDef, path: Path): TypeModel {
    let min: number | undefined;
    let max: number | undefined;
    for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
      const check = _zod.def;
      if (check.check === "min_length") min = Math.max(min ?? 0, check.minimum);
      else if (check.check === "max_length") max = Math.min(max ?? Infinity, check.maximum);
      else if (check.check === "length_equals") min = max = check.length;
      else this.#unsupported(path, checkName(check));
    }
    return {
      kind: "array",
      element: this.describe(def.element, [...path, "[]"]),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    };
  }

  #describeObject(def: core.$ZodObjectDef, path: Path): TypeModel {
    this.#refuseChecks(def, path);
    const properties = Object.entries(def.shape).map(([name, schema]): PropertyModel => {
      const description = describeText(schema);
      return {
        name,
        ...(description !== undefined && { description }),
        type: this.describe(schema, [...path, name]),
      };
    });
    const catchall = (def.catchall as core.$ZodTypes | undefined)?._zod.def.type;
    if (catchall !== undefined && catchall !== "never" && catchall !== "unknown") {
      this.#unsupported(path, "`.catchall()`");
    }
    const unknown = catchall === "never" ? "strict" : catchall === "unknown" ? "loose" : "strip";
    return { kind: "object", properties, unknown };
  }

  #describeRecord(def: core.$ZodRecordDef, path: Path): TypeModel {
    this.#refuseChecks(def, path);
    if (def.partial || def.mode === "loose") this.#unsupported(path, "a partial or loose record");
    const key = this.describe(def.keyType, path);
    const value = this.describe(def.valueType, [...path, "[]"]);
    if (key.kind === "string") return { kind: "record", key, value };
    if (key.kind === "enum" || key.kind === "literal") {
      return { kind: "record", key: { kind: "enum", values: key.values.map(String) }, value };
    }
    return this.#unsupported(path, "a record whose keys are neither strings nor an enum");
  }

  #refuseChecks(def: Def, path: Path): void {
    for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
      this.#unsupported(path, checkName(_zod.def));
    }
  }

  #unsupported(path: Path, what: string): TypeModel {
    this.#faults.push({
      rule: "type-not-supported",
      path,
      message: `${what} cannot be compiled for the Worker`,
      help: "Describe the stored form with plain types and checks, and do the rest where the value is used.",
    });
    return { kind: "null" };
  }

  #notJson(path: Path, type: string): TypeModel {
    this.#faults.push({
      rule: "value-not-json",
      path,
      message: `JSON cannot carry \`${type}\``,
      help:
        NOT_JSON_HELP[type] ??
        "Use a type that JSON has: object, array, string, number, boolean or null.",
    });
    return { kind: "null" };
  }
}

const NOT_JSON_HELP: Readonly<Record<string, string>> = {
  bigint: "Store it as a string of digits: `z.string().regex(/^-?\\d+$/)`.",
  date: "Store it as text, `z.iso.datetime()`, or as milliseconds, `z.int()`.",
  map: "Store it as an object: `z.record(z.string(), …)`.",
  set: "Store it as an array: `z.array(…)`.",
  undefined: "Leave the property out: `.optional()`.",
  any: "Say what the value is; for any JSON at all, use `z.json()`.",
  unknown: "Say what the value is; for any JSON at all, use `z.json()`.",
};

/** The author's `.describe()` or `.meta({ description })`. */
export function describeText(schema: core.$ZodType): string | undefined {
  return (schema as { description?: string }).description;
}
