import type { core } from "zod";
import { util } from "zod/v4/core";
import { checkName, coercionOf, isAsync, type Refuse } from "./checks-of.ts";
import { describeBigInt, describeDate } from "./describe-bounds.ts";
import { describeFallback } from "./describe-fallback.ts";
import { describeLength } from "./describe-length.ts";
import { describeNumber } from "./describe-number.ts";
import { describeObject, isExact } from "./describe-object.ts";
import { pipeParts } from "./describe-pipe.ts";
import { describeRecord } from "./describe-record.ts";
import { describeString, describeTemplate } from "./describe-string.ts";
import { describeIntersection, describeUnion } from "./describe-union.ts";
import { catchOf, defaultOf } from "./fallback-value.ts";
import { notAwaited, notJson, notSupported, type TypeFault, unknownOutput } from "./faults.ts";
import { fillsIn } from "./fills-in.ts";
import { coerces } from "./holds.ts";
import type { Literal, TypeModel } from "./model.ts";
import { NOT_JSON } from "./not-json.ts";
import { pathOf } from "./steps.ts";
import { describeInner, type Steps, type Walk } from "./walk.ts";

/** Any zod definition, as zod's own introspection returns it. */
type Def = core.$ZodTypes["_zod"]["def"];

/**
 * Walks a zod schema once and returns it as plain JSON. Only zod's documented introspection (`_zod.def`) is
 * read, so a schema from another copy of zod, or from `zod/mini`, works too.
 *
 * A part that cannot be compiled is left to the author's schema.
 *
 * @param faults receives an entry for each part that JSON cannot represent, or that cannot be described; with
 * any added, the result is incomplete.
 */
export function describeType(schema: core.$ZodType, faults: TypeFault[]): TypeModel {
  return new Describer(faults).describe(schema, []);
}

class Describer implements Walk {
  readonly faults: TypeFault[];
  /** The schemas around the current place, each with its name if it turned out to be recursive. */
  readonly #enclosing = new Map<core.$ZodType, { name: string | undefined }>();
  #recursive = 0;
  /** Whether the current place is part of the stored JSON, and not of what is made from it. */
  #isStored = true;

  constructor(faults: TypeFault[]) {
    this.faults = faults;
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

  /** A schema with anything that cannot be compiled is left to the author, with all its parts. */
  #describeDef(def: Def, steps: Steps, schema: core.$ZodType): TypeModel {
    const reasons = new Set<string>();
    const inner = this.#describeForm(def, steps, schema, (what) => reasons.add(what));
    for (const { _zod } of (def.checks ?? []) as core.$ZodChecks[]) {
      if (!HAVE_CHECKS.has(def.type)) reasons.add(checkName(_zod.def));
      if ("fn" in _zod.def && isAsync(_zod.def.fn)) {
        notAwaited(this.faults, pathOf(steps), checkName(_zod.def));
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
        return { kind: def.type, ...coercionOf(def, refuse) };
      case "null":
        return { kind: def.type };
      case "literal":
        return this.#describeLiteral(def.values, steps);
      case "enum":
        // A compiled TypeScript enum also maps numbers back to names.
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
        return describeObject(this, def, steps);
      case "record":
        return describeRecord(this, def, steps, refuse);
      case "union":
        return describeUnion(this, def, steps, refuse);
      case "intersection":
        return describeIntersection(this, def, steps, refuse);
      case "optional":
        if (isExact(schema)) refuse("`.exactOptional()` inside another type");
        return { kind: "optional", inner: describeInner(this, def, steps) };
      case "nullable":
      case "readonly":
        return { kind: def.type, inner: describeInner(this, def, steps) };
      case "nonoptional": {
        const inner = describeInner(this, def, steps);
        if (fillsIn(inner)) refuse("`.nonoptional()` of a type with a default");
        return { kind: "nonoptional", inner };
      }
      case "default":
      case "prefault":
        return describeFallback(this, def, defaultOf(def), steps, refuse);
      case "catch":
        return describeFallback(this, def, catchOf(def), steps, refuse);
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
        return unknownOutput(this.faults, pathOf(steps));
      case "date":
        if (!this.#isStored) return describeDate(def, refuse);
        return notJson(this.faults, pathOf(steps), def.type);
      case "bigint":
        if (!this.#isStored) return describeBigInt(def, refuse);
        return notJson(this.faults, pathOf(steps), def.type);
      default:
        return Object.hasOwn(NOT_JSON, def.type)
          ? notJson(this.faults, pathOf(steps), def.type)
          : this.unsupported(steps, `the type \`${def.type}\``);
    }
  }

  #describeLiteral(values: readonly unknown[], steps: Steps): TypeModel {
    const literals = values.filter(isLiteral);
    const stray = values.find((value) => !isLiteral(value));
    if (literals.length === values.length) return { kind: "literal", values: literals };
    return notJson(this.faults, pathOf(steps), String(stray), typeof stray);
  }

  #describePipe(def: core.$ZodPipeDef, steps: Steps, refuse: Refuse): TypeModel {
    const parts = pipeParts(def);
    if (parts.way === "unknown") return unknownOutput(this.faults, pathOf(steps));
    const { reason, codec } = parts;
    if (reason !== undefined) refuse(reason);
    if (parts.functions.some(isAsync)) {
      notAwaited(this.faults, pathOf(steps), reason ?? "a codec");
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

  unsupported(steps: Steps, what: string): TypeModel {
    return notSupported(this.faults, pathOf(steps), what);
  }
}

function isLiteral(value: unknown): value is Literal {
  return value === null || Number.isFinite(value) || ["string", "boolean"].includes(typeof value);
}

/** The types whose checks are compiled. */
const HAVE_CHECKS: ReadonlySet<string> = new Set([
  ...["string", "number", "array", "date", "bigint"],
]);
