import type { core } from "zod";
import { safeParse } from "zod/v4/core";
import { KeyloomError } from "../../src/runtime/error.ts";
import { buildKey, type KeySpec } from "../../src/runtime/key-spec.ts";
import { MAX_VALUE_BYTES } from "../../src/runtime/limits.ts";
import { expiryOf, type Ttl } from "../../src/runtime/ttl.ts";
import { bytes, json, sizeOver, text } from "../../src/runtime/value-codec.ts";
import type { Params } from "../key.ts";
import type { CollectionModel } from "../model.ts";
import type { SeedPair } from "./record.ts";

/** A collection as seeds need it: the model, the author's own zod types, and its keys. */
export interface SeedTarget {
  readonly model: CollectionModel;
  /** Left out for assets, whose values are bytes. */
  readonly value?: core.$ZodType;
  readonly metadata?: core.$ZodType;
  readonly key: KeySpec<Params>;
}

const CODECS = { json, text, bytes };

/** Turns a record into the pair that goes to KV, or says what is wrong with it. */
export function prepareRecord(
  { model, value: valueType, metadata: metadataType, key: spec }: SeedTarget,
  record: unknown,
): SeedPair | string {
  if (typeof record !== "object" || record === null) {
    return "a record is an object: `{ params, value }`";
  }
  const { params = {}, value, metadata, ttl, ...others } = record as Record<string, unknown>;
  const [stray] = Object.keys(others);
  if (stray !== undefined) {
    return `a record has \`params\`, \`value\`, \`metadata\` and \`ttl\`, and this one has \`${stray}\``;
  }
  const key = keyOf(spec, reviveDates(model, params as Params));
  if (typeof key !== "string") return `params: ${key.message}`;

  const checkedValue = check(valueType, value);
  if ("error" in checkedValue) return `value: ${checkedValue.error}`;
  const checkedMetadata = check(metadataType, metadata);
  if ("error" in checkedMetadata) return `metadata: ${checkedMetadata.error}`;
  const expiry = expiryOf(model.ttl, ttl as Ttl | undefined, checkedValue.output);
  if (typeof expiry === "string") return expiry;

  const encoded = CODECS[model.codec].encode(checkedValue.output);
  const size = sizeOver(encoded, MAX_VALUE_BYTES);
  if (size !== undefined) return `the value has ${size} bytes, KV takes at most ${MAX_VALUE_BYTES}`;
  return {
    key,
    value: encoded,
    ...(checkedMetadata.output !== undefined && { metadata: checkedMetadata.output }),
    ...expiry,
  };
}

function keyOf(spec: KeySpec<Params>, params: Params): string | KeyloomError {
  try {
    return buildKey(spec, params);
  } catch (error) {
    if (error instanceof KeyloomError) return error;
    throw error;
  }
}

/** JSON has no dates: a seed file writes a date parameter as text. */
function reviveDates(model: CollectionModel, params: Params): Params {
  const dates = model.key.params.filter(({ codec }) => codec.kind === "date");
  if (dates.length === 0) return params;
  const revived: Record<string, unknown> = { ...params };
  for (const { name } of dates) {
    const text = revived[name];
    if (typeof text === "string") revived[name] = new Date(text);
  }
  return revived;
}

function check(
  type: core.$ZodType | undefined,
  input: unknown,
): { readonly output: unknown } | { readonly error: string } {
  if (type === undefined) return { output: input };
  const { success, data, error } = safeParse(type, input);
  if (success) return { output: data };
  const issues = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
  return { error: issues.join("; ") };
}
