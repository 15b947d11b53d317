import type { RedactedPart, RedactModel } from "../../schema/model.ts";
import type { RedactionKind } from "../../schema/redact.ts";
import { isRecord } from "../../src/runtime/issue.ts";
import type { Fakes } from "./fakes.ts";

/** A record in the form of a seed's, without its TTL. */
export interface CopiedRecord {
  readonly params: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly metadata?: unknown;
}

/** A part of a record that is not of its redaction's kind, so nothing can replace it. */
export class UnredactableError extends Error {
  readonly part: RedactedPart["part"];

  constructor(part: RedactedPart["part"]) {
    super(`its ${part} cannot be redacted`);
    this.part = part;
  }
}

/** Marks what to leave out. */
const OMITTED = Symbol("omitted");

/**
 * A record with its personal data replaced.
 *
 * @throws UnredactableError if a part is not of its declared kind: it must not be copied as it is.
 */
export function redactRecord(
  record: CopiedRecord,
  redact: RedactModel | undefined,
  fakes: Fakes,
): CopiedRecord {
  if (redact?.policy !== "parts") return record;
  const redacted: Record<RedactedPart["part"], unknown> = { metadata: undefined, ...record };
  for (const { part, path, by } of redact.parts) {
    try {
      const done = replaced(redacted[part], path, by, fakes);
      redacted[part] = done === OMITTED ? undefined : done;
    } catch (error) {
      throw error instanceof RangeError ? new UnredactableError(part) : error;
    }
  }
  const { params, value, metadata } = redacted;
  return {
    params: params as CopiedRecord["params"],
    value,
    ...(metadata !== undefined && { metadata }),
  };
}

/** @throws RangeError for what is not of the redaction's kind. */
function replaced(
  value: unknown,
  [step, ...steps]: readonly string[],
  by: RedactionKind,
  fakes: Fakes,
): unknown {
  // An absent value has nothing to hide.
  if (value === undefined || value === null) return value;
  if (step === undefined) return standIn(value, by, fakes);
  if (step !== "[]") {
    if (!isRecord(value) || !Object.hasOwn(value, step)) return value;
    const done = replaced(value[step], steps, by, fakes);
    const { [step]: _, ...others } = value;
    return done === OMITTED ? others : { ...value, [step]: done };
  }
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, steps, by, fakes));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, replaced(entry, steps, by, fakes)]),
    );
  }
  // An option of a union that is not a list: the redaction of entries applies to it as well.
  return replaced(value, steps, by, fakes);
}

function standIn(value: unknown, by: RedactionKind, fakes: Fakes): unknown {
  if (by.kind === "omit") return OMITTED;
  if (by.kind === "fixed") return by.value;
  const fake = fakeOf(value, by, fakes);
  if (fake === undefined) throw new RangeError(`it is no ${by.kind}`);
  return fake;
}

function fakeOf(
  value: unknown,
  by: Exclude<RedactionKind, { readonly kind: "omit" } | { readonly kind: "fixed" }>,
  fakes: Fakes,
): unknown {
  if (by.kind === "integer") {
    return typeof value === "number" ? fakes.integer(value, by) : undefined;
  }
  if (by.kind === "date" && value instanceof Date) {
    return new Date(fakes.of("date", value.toISOString()) ?? Number.NaN);
  }
  return typeof value === "string" ? fakes.of(by.kind, value) : undefined;
}
