import type { core } from "zod";
import { util } from "zod/v4/core";
import type { Path } from "../problem.ts";
import { checkName, describeNumber, describeString } from "./describe-checks.ts";
import type { Literal, PropertyModel, TypeModel } from "./model.ts";
import { NOT_JSON, OTHERS } from "./not-json.ts";

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
    if (!HAVE_CHECKS.has(def.type)) this.#refuseChecks(def, path);
    switch (def.type) {
      case "string":
        return describeString(def, (what) => this.#unsupported(path, what));
      case "number":
        return describeNumber(def, (what) => this.#unsupported(path, what));
      case "boolean":
      case "null":
        return { kind: def.type };
      case "literal":
        return this.#describeLiteral(def.values, path);
      case "enum":
        // An enum that TypeScript has compiled also holds the way back, from numbers to names.
        return { kind: "enum", values: [...new Set(util.getEnumValues(def.entries))] };
      case "array":
        return this.#describeArray(def, path);
      case "tuple":
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
        return Object.hasOwn(NOT_JSON, def.type)
          ? this.#notJson(path, def.type)
          : this.#unsupported(path, `the type \`${def.type}\``);
    }
  }

  #describeLiteral(values: readonly unknown[], path: Path): TypeModel {
    const literals = values.filter(
      (value): value is Literal =>
        value === null || Number.isFinite(value) || ["string", "boolean"].includes(typeof value),
    );
    const stray = values.find((value) => !literals.includes(value as Literal));
    if (literals.length < values.length) return this.#notJson(path, String(stray), typeof stray);
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

  #notJson(path: Path, what: string, type = what): TypeModel {
    this.#faults.push({
      rule: "value-not-json",
      path,
      message: `JSON cannot carry \`${what}\``,
      help: NOT_JSON[type] ?? OTHERS,
    });
    return { kind: "null" };
  }
}

/** The types whose checks are taken over. */
const HAVE_CHECKS: ReadonlySet<string> = new Set(["string", "number", "array"]);

/** The author's `.describe()` or `.meta({ description })`. */
export function describeText(schema: core.$ZodType): string | undefined {
  return (schema as { description?: string }).description;
}
