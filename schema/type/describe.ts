import type { core } from "zod";
import { util } from "zod/v4/core";
import { authoredIn, formOf } from "./authored.ts";
import { checkName, isAsync, type Refuse } from "./checks-of.ts";
import { describeBigInt, describeDate } from "./describe-bounds.ts";
import { describeLength } from "./describe-length.ts";
import { describeNumber } from "./describe-number.ts";
import { pipeParts } from "./describe-pipe.ts";
import { describeString, describeTemplate } from "./describe-string.ts";
import { catchOf, defaultOf } from "./fallback-value.ts";
import { notAwaited, notJson, notSupported, type TypeFault, unknownOutput } from "./faults.ts";
import { intersect } from "./merge-objects.ts";
import type { Literal, PropertyModel, RecordType, TypeModel } from "./model.ts";
import { NOT_JSON } from "./not-json.ts";
import { coerces, fillsIn, holds, isPlainPipe, rewrites } from "./predicates.ts";
import type { SteadyValue } from "./steady-value.ts";
import { pathOf, type Step } from "./steps.ts";

export type { TypeFault } from "./faults.ts";

/** Any zod definition, seen as zod's own introspection gives it. */
type Def = core.$ZodTypes["_zod"]["def"];

/** The way to a schema from the one that is described. */
type Steps = readonly Step[];

/**
 * Walks a zod schema once and gives it as plain JSON. Only zod's documented introspection
 * (`_zod.def`) is read, so that a schema made by another copy of zod, or by `zod/mini`, works too.
 *
 * A part that cannot be compiled is left to the author's schema.
 *
 * @param faults gets an entry for each part that JSON cannot carry, or of which nothing can be said;
 * with any added, the result is incomplete.
 */
export function describeType(schema: core.$ZodType, faults: TypeFault[]): TypeModel {
  return new Describer(faults).describe(schema, []);
}

class Describer {
  readonly #faults: TypeFault[];
  /** The schemas that enclose the current place, with the name of each that turned out recursive. */
  readonly #enclosing = new Map<core.$ZodType, { name: string | undefined }>();
  #recursive = 0;
  /** Whether the current place is what is stored, as JSON, and not what is made of it. */
  #isStored = true;

  constructor(faults: TypeFault[]) {
    this.#faults = faults;
  }

  describe(schema: core.$ZodType, steps: Steps): TypeModel {
    const seen = this.#enclosing.get(schema);
    if (seen !== undefined) {
      seen.name ??= `Type${++this.#recursive}`;
      return { kind: "ref", name: seen.name };
    }
    const entry: { name: string | undefined } = { name: undefined };
    this.#enclosing.set(schema, entry);
    const type = this.#describeDef((schema as core.$ZodTypes)._zod.def, steps, schema);
    this.#enclosing.delete(schema);
    return entry.name === undefined ? type : { kind: "recursive", name: entry.name, inner: type };
  }

  /** What cannot be compiled makes the whole of a schema, down to its last part, the author's. */
  #describeDef(def: Def, steps: Steps, schema: core.$ZodType): TypeModel {
    const reasons = new Set<string>();
    const inner = this.#describeForm(def, steps, schema, (what) => reasons.add(what));
    for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
      if (!HAVE_CHECKS.has(def.type)) reasons.add(checkName(_zod.def));
      if ("fn" in _zod.def && isAsync(_zod.def.fn)) {
        notAwaited(this.#faults, pathOf(steps), checkName(_zod.def));
      }
    }
    if (reasons.size === 0) return inner;
    return { kind: "authored", steps, reason: [...reasons].join(" and "), inner };
  }

  #describeForm(def: Def, steps: Steps, schema: core.$ZodType, refuse: Refuse): TypeModel {
    switch (def.type) {
      case "string":
        return describeString(def, refuse);
      case "number":
        return describeNumber(def, refuse);
      case "boolean":
        if (def.coerce === true) refuse("`z.coerce`");
        return { kind: def.type, ...(def.coerce === true && { coerce: true }) };
      case "null":
        return { kind: def.type };
      case "literal":
        return this.#describeLiteral(def.values, steps);
      case "enum":
        // An enum that TypeScript has compiled also holds the way back, from numbers to names.
        return { kind: "enum", values: [...new Set(util.getEnumValues(def.entries))] };
      case "array":
        return {
          kind: "array",
          element: this.describe(def.element, [...steps, "element"]),
          ...describeLength(def, refuse),
        };
      case "tuple":
        return {
          kind: "tuple",
          items: def.items.map((item, index) => this.describe(item, [...steps, ["items", index]])),
          ...(def.rest && { rest: this.describe(def.rest, [...steps, "rest"]) }),
        };
      case "object":
        return this.#describeObject(def, steps);
      case "record":
        return this.#describeRecord(def, steps, refuse);
      case "union":
        return this.#describeUnion(def, steps, refuse);
      case "intersection":
        return this.#describeIntersection(def, steps, refuse);
      case "optional":
        if (isExact(schema)) refuse("`.exactOptional()` inside of another type");
        return { kind: "optional", inner: this.#describeInner(def, steps) };
      case "nullable":
      case "readonly":
        return { kind: def.type, inner: this.#describeInner(def, steps) };
      case "nonoptional": {
        const inner = this.#describeInner(def, steps);
        if (fillsIn(inner)) refuse("`.nonoptional()` of a type with a default");
        return { kind: "nonoptional", inner };
      }
      case "default":
      case "prefault":
        return this.#describeFallback(def, defaultOf(def), steps, refuse);
      case "catch":
        return this.#describeFallback(def, catchOf(def), steps, refuse);
      case "template_literal":
        return describeTemplate((schema as core.$ZodTemplateLiteral)._zod.pattern);
      case "lazy":
        return this.describe(def.getter(), [...steps, "getter"]);
      case "pipe":
        return this.#describePipe(def, steps, refuse);
      case "unknown":
      case "any":
        return { kind: "unknown" };
      case "transform":
        return unknownOutput(this.#faults, pathOf(steps));
      case "date":
        if (!this.#isStored) return describeDate(def, refuse);
        return notJson(this.#faults, pathOf(steps), def.type);
      case "bigint":
        if (!this.#isStored) return describeBigInt(def, refuse);
        return notJson(this.#faults, pathOf(steps), def.type);
      default:
        return Object.hasOwn(NOT_JSON, def.type)
          ? notJson(this.#faults, pathOf(steps), def.type)
          : this.#unsupported(steps, `the type \`${def.type}\``);
    }
  }

  #describeInner({ innerType }: { readonly innerType: core.$ZodType }, steps: Steps): TypeModel {
    return this.describe(innerType, [...steps, "innerType"]);
  }

  #describeLiteral(values: readonly unknown[], steps: Steps): TypeModel {
    const literals = values.filter(isLiteral);
    const stray = values.find((value) => !isLiteral(value));
    if (literals.length === values.length) return { kind: "literal", values: literals };
    return notJson(this.#faults, pathOf(steps), String(stray), typeof stray);
  }

  #describeObject(def: core.$ZodObjectDef, steps: Steps): TypeModel {
    const properties = Object.entries(def.shape).map(([name, schema]): PropertyModel => {
      const description = describeText(schema);
      return {
        name,
        ...(description !== undefined && { description }),
        type: this.#describeProperty(schema, [...steps, ["shape", name]]),
      };
    });
    const object = { kind: "object", properties } as const;
    const catchall = (def.catchall as core.$ZodTypes | undefined)?._zod.def.type;
    if (def.catchall === undefined || catchall === undefined) {
      return { ...object, unknown: "strip" };
    }
    if (catchall === "never") return { ...object, unknown: "strict" };
    if (catchall === "unknown" || catchall === "any") return { ...object, unknown: "loose" };
    const others = this.describe(def.catchall, [...steps, "catchall"]);
    return { ...object, unknown: "loose", catchall: others };
  }

  #describeProperty(schema: core.$ZodType, steps: Steps): TypeModel {
    if (!isExact(schema)) return this.describe(schema, steps);
    const inner = this.#describeInner(schema._zod.def, steps);
    const type: TypeModel = { kind: "optional", inner, exact: true };
    if (!fillsIn(inner) && (schema._zod.def.checks ?? []).length === 0) return type;
    const reason = "`.exactOptional()` with a default or a refinement";
    return { kind: "authored", steps, reason, inner: type };
  }

  /** Whether one of several types takes a value depends on more of an issue than zod tells. */
  #describeUnion(def: core.$ZodUnionDef, steps: Steps, refuse: Refuse): TypeModel {
    const options = def.options.map((option, index) =>
      this.describe(option, [...steps, ["options", index]]),
    );
    if (!("discriminator" in def)) {
      if (def.inclusive === false) refuse("`z.xor()`");
      for (const { reason } of options.flatMap(authoredIn)) refuse(reason);
      if (options.some((option) => holds(option, isPlainPipe))) refuse("`.pipe()` within a union");
      return { kind: "union", options };
    }
    if ("unionFallback" in def && def.unionFallback === true) refuse("`unionFallback`");
    return { kind: "union", options, discriminator: String(def.discriminator) };
  }

  #describePipe(def: core.$ZodPipeDef, steps: Steps, refuse: Refuse): TypeModel {
    const parts = pipeParts(def);
    if (parts.way === "unknown") return unknownOutput(this.#faults, pathOf(steps));
    const { reason, codec } = parts;
    if (reason !== undefined) refuse(reason);
    if (parts.functions.some(isAsync)) {
      notAwaited(this.#faults, pathOf(steps), reason ?? "a codec");
    }
    const from: TypeModel =
      parts.in === undefined
        ? { kind: "unknown", optional: true }
        : this.describe(parts.in.schema, [...steps, ...parts.in.steps]);
    const isStored = this.#isStored;
    this.#isStored = false;
    const to = this.describe(parts.out.schema, [...steps, ...parts.out.steps]);
    this.#isStored = isStored;
    const isOneWay = parts.way === "one-way" || coerces(from) || coerces(to);
    return {
      kind: "pipe",
      in: from,
      out: to,
      ...(codec !== undefined && { codec }),
      ...(isOneWay && { isOneWay }),
    };
  }

  #describeIntersection(def: core.$ZodIntersectionDef, steps: Steps, refuse: Refuse): TypeModel {
    const left = this.describe(def.left, [...steps, "left"]);
    const right = this.describe(def.right, [...steps, "right"]);
    const type = intersect(left, right);
    if (type.kind === "intersection") {
      for (const { reason } of authoredIn(type)) refuse(reason);
      if (holds(type, ({ kind }) => kind === "pipe")) refuse("a codec within an intersection");
    }
    return type;
  }

  #describeFallback(
    def: core.$ZodDefaultDef | core.$ZodPrefaultDef | core.$ZodCatchDef,
    found: SteadyValue,
    steps: Steps,
    refuse: Refuse,
  ): TypeModel {
    const before = this.#faults.length;
    const inner = this.#describeInner(def, steps);
    // A date with a date for its default is wrong once.
    if (this.#faults.length > before) return inner;
    if ("value" in found) return { kind: def.type, inner, value: found.value };
    const what = `a \`.${def.type}()\` that ${found.fault}`;
    const isOfCodec = holds(inner, ({ kind }) => kind === "pipe");
    if (found.isCode !== true && !isOfCodec) return this.#unsupported(steps, what);
    refuse(what);
    return { kind: def.type, inner, value: undefined };
  }

  #describeRecord(def: core.$ZodRecordDef, steps: Steps, refuse: Refuse): TypeModel {
    const key = this.describe(def.keyType, [...steps, "keyType"]);
    const value = this.describe(def.valueType, [...steps, "valueType"]);
    const record: Omit<RecordType, "key"> = {
      kind: "record",
      value,
      ...(def.partial === true && { mode: "partial" }),
      ...(def.mode === "loose" && { mode: "loose" }),
    };
    const form = formOf(key);
    if (key.kind === "authored" || (form.kind === "string" && rewrites(form))) {
      refuse("a record with keys that are refined or changed");
    }
    if (form.kind === "string") return { ...record, key: form };
    if (form.kind === "number") {
      refuse("a record with numbers as keys");
      return { ...record, key: { kind: "string", checks: [] } };
    }
    const values = textsOf(form);
    if (values !== undefined) return { ...record, key: { kind: "enum", values } };
    return this.#unsupported(
      steps,
      "a record whose keys are neither strings, numbers nor literals",
    );
  }

  #unsupported(steps: Steps, what: string): TypeModel {
    return notSupported(this.#faults, pathOf(steps), what);
  }
}

/** The texts of a key's type that has some few: an enum, literals, and unions of them. */
function textsOf(type: TypeModel): readonly string[] | undefined {
  const form = formOf(type);
  if (form.kind === "enum" || form.kind === "literal") return form.values.map(String);
  if (form.kind !== "union") return undefined;
  const options = form.options.map(textsOf);
  return options.includes(undefined)
    ? undefined
    : [...new Set(options.flatMap((each) => each ?? []))];
}

function isLiteral(value: unknown): value is Literal {
  return value === null || Number.isFinite(value) || ["string", "boolean"].includes(typeof value);
}

function isExact(schema: core.$ZodType): schema is core.$ZodExactOptional {
  return schema._zod.traits.has("$ZodExactOptional");
}

/** The types whose checks are taken over. */
const HAVE_CHECKS: ReadonlySet<string> = new Set([
  ...["string", "number", "array", "date", "bigint"],
]);

/** The author's `.describe()` or `.meta({ description })`. */
export function describeText(schema: core.$ZodType): string | undefined {
  return (schema as { description?: string }).description;
}
