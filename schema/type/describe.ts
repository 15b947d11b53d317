import type { core } from "zod";
import { util } from "zod/v4/core";
import type { Path } from "../problem.ts";
import { checkName } from "./checks-of.ts";
import { describeLength } from "./describe-length.ts";
import { describeNumber } from "./describe-number.ts";
import { describeString, describeTemplate } from "./describe-string.ts";
import { catchOf, defaultOf } from "./fallback-value.ts";
import { notJson, notSupported, type TypeFault } from "./faults.ts";
import { intersect } from "./merge-objects.ts";
import type { Literal, PropertyModel, RecordType, TypeModel } from "./model.ts";
import { NOT_JSON } from "./not-json.ts";
import { fillsIn, rewrites } from "./predicates.ts";
import type { SteadyValue } from "./steady-value.ts";

export type { TypeFault } from "./faults.ts";

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
    const type = this.#describeDef((schema as core.$ZodTypes)._zod.def, path, schema);
    this.#enclosing.delete(schema);
    return entry.name === undefined ? type : { kind: "recursive", name: entry.name, inner: type };
  }

  #describeDef(def: Def, path: Path, schema: core.$ZodType): TypeModel {
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
        return {
          kind: "array",
          element: this.describe(def.element, [...path, "[]"]),
          ...describeLength(def, (what) => this.#unsupported(path, what)),
        };
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
        return this.#describeUnion(def, path);
      case "intersection":
        return intersect(this.describe(def.left, path), this.describe(def.right, path));
      case "optional":
        if (isExact(schema)) this.#unsupported(path, "`.exactOptional()` inside of another type");
        return { kind: "optional", inner: this.describe(def.innerType, path) };
      case "nullable":
      case "readonly":
        return { kind: def.type, inner: this.describe(def.innerType, path) };
      case "nonoptional":
        return this.#describeNonOptional(def, path);
      case "default":
      case "prefault":
        return this.#describeFallback(def, defaultOf(def), path);
      case "catch":
        return this.#describeFallback(def, catchOf(def), path);
      case "template_literal":
        return describeTemplate((schema as core.$ZodTemplateLiteral)._zod.pattern);
      case "lazy":
        return this.describe(def.getter(), path);
      case "transform":
      case "pipe":
        return this.#unsupported(path, "a transform or codec");
      default:
        return Object.hasOwn(NOT_JSON, def.type)
          ? notJson(this.#faults, path, def.type)
          : this.#unsupported(path, `the type \`${def.type}\``);
    }
  }

  #describeLiteral(values: readonly unknown[], path: Path): TypeModel {
    const literals = values.filter(isLiteral);
    const stray = values.find((value) => !isLiteral(value));
    if (literals.length === values.length) return { kind: "literal", values: literals };
    return notJson(this.#faults, path, String(stray), typeof stray);
  }

  #describeObject(def: core.$ZodObjectDef, path: Path): TypeModel {
    const properties = Object.entries(def.shape).map(([name, schema]): PropertyModel => {
      const description = describeText(schema);
      return {
        name,
        ...(description !== undefined && { description }),
        type: this.#describeProperty(schema, [...path, name]),
      };
    });
    const object = { kind: "object", properties } as const;
    const catchall = (def.catchall as core.$ZodTypes | undefined)?._zod.def.type;
    if (def.catchall === undefined || catchall === undefined) {
      return { ...object, unknown: "strip" };
    }
    if (catchall === "never") return { ...object, unknown: "strict" };
    if (catchall === "unknown" || catchall === "any") return { ...object, unknown: "loose" };
    const others = this.describe(def.catchall, [...path, "[]"]);
    return { ...object, unknown: "loose", catchall: others };
  }

  #describeProperty(schema: core.$ZodType, path: Path): TypeModel {
    if (!isExact(schema)) return this.describe(schema, path);
    const inner = this.describe(schema._zod.def.innerType, path);
    if (fillsIn(inner)) this.#unsupported(path, "`.exactOptional()` of a type with a default");
    return { kind: "optional", inner, exact: true };
  }

  #describeUnion(def: core.$ZodUnionDef, path: Path): TypeModel {
    const options = def.options.map((option) => this.describe(option, path));
    if (!("discriminator" in def)) {
      if (def.inclusive === false) this.#unsupported(path, "`z.xor()`");
      return { kind: "union", options };
    }
    if ("unionFallback" in def && def.unionFallback === true) {
      this.#unsupported(path, "`unionFallback`");
    }
    return { kind: "union", options, discriminator: String(def.discriminator) };
  }

  #describeNonOptional(def: core.$ZodNonOptionalDef, path: Path): TypeModel {
    const inner = this.describe(def.innerType, path);
    if (fillsIn(inner)) this.#unsupported(path, "`.nonoptional()` of a type with a default");
    return { kind: "nonoptional", inner };
  }

  #describeFallback(
    def: core.$ZodDefaultDef | core.$ZodPrefaultDef | core.$ZodCatchDef,
    found: SteadyValue,
    path: Path,
  ): TypeModel {
    const before = this.#faults.length;
    const inner = this.describe(def.innerType, path);
    // A date with a date for its default is wrong once.
    if (this.#faults.length > before) return inner;
    if ("value" in found) return { kind: def.type, inner, value: found.value };
    return this.#unsupported(path, `a \`.${def.type}()\` that ${found.fault}`);
  }

  #describeRecord(def: core.$ZodRecordDef, path: Path): TypeModel {
    const key = this.describe(def.keyType, path);
    const value = this.describe(def.valueType, [...path, "[]"]);
    const record: Omit<RecordType, "key"> = {
      kind: "record",
      value,
      ...(def.partial === true && { mode: "partial" }),
      ...(def.mode === "loose" && { mode: "loose" }),
    };
    if (key.kind === "string" && !rewrites(key)) return { ...record, key };
    if (key.kind === "enum" || key.kind === "literal") {
      return { ...record, key: { kind: "enum", values: key.values.map(String) } };
    }
    return this.#unsupported(path, "a record whose keys are neither plain strings nor an enum");
  }

  #refuseChecks(def: Def, path: Path): void {
    for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
      this.#unsupported(path, checkName(_zod.def));
    }
  }

  #unsupported(path: Path, what: string): TypeModel {
    return notSupported(this.#faults, path, what);
  }
}

function isLiteral(value: unknown): value is Literal {
  return value === null || Number.isFinite(value) || ["string", "boolean"].includes(typeof value);
}

function isExact(schema: core.$ZodType): schema is core.$ZodExactOptional {
  return schema._zod.traits.has("$ZodExactOptional");
}

/** The types whose checks are taken over. */
const HAVE_CHECKS: ReadonlySet<string> = new Set(["string", "number", "array"]);

/** The author's `.describe()` or `.meta({ description })`. */
export function describeText(schema: core.$ZodType): string | undefined {
  return (schema as { description?: string }).description;
}
