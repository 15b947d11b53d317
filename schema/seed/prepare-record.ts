import type { core } from "zod";
import { safeEncode, safeParse } from "zod/v4/core";
import { KeyloomError, reasonOf } from "../../src/runtime/error.ts";
import { describeIssues, isRecord } from "../../src/runtime/issue.ts";
import { buildKey, type KeySpec, keyParams } from "../../src/runtime/key-spec.ts";
import type { Expiry, Ttl } from "../../src/runtime/ttl.ts";
import { versionInMetadata } from "../../src/runtime/version-in-metadata.ts";
import { wayOf } from "../field-path.ts";
import type { CollectionModel } from "../model.ts";
import { issuesText } from "../type/issues-text.ts";
import type { TypeModel } from "../type/model.ts";
import { writingOf } from "../type/writing.ts";
import type { SeedCollection } from "./collection.ts";
import { encodeSeedValue } from "./encode.ts";
import type { Params } from "./key-spec.ts";
import type { PreparedRecord } from "./record.ts";
import { ttlSpec } from "./ttl-spec.ts";

/** Why a record does not fit. */
class Misfit extends Error {}

/**
 * Turns a record into the pair that goes to KV, or says what is wrong with it.
 *
 * @param kept when the record expires, if KV has it already: a TTL policy is only for new records.
 */
export async function prepareRecord(
  collection: SeedCollection,
  record: unknown,
  kept?: Expiry,
): Promise<PreparedRecord | string> {
  try {
    return await pairOf(collection, record, kept);
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

async function pairOf(
  collection: SeedCollection,
  record: unknown,
  kept: Expiry | undefined,
): Promise<PreparedRecord> {
  const { model } = collection;
  if (!isRecord(record)) throw new Misfit("a record must be an object: `{ params, value }`");
  const { params = {}, value, metadata, ttl, ...others } = record;
  const [stray] = Object.keys(others);
  if (stray !== undefined) {
    throw new Misfit(
      `a record has \`params\`, \`value\`, \`metadata\` and \`ttl\`, but this one has \`${stray}\``,
    );
  }
  const key = keyOf(collection, params);
  if (collection.value === undefined && !(value instanceof Uint8Array)) {
    throw new Misfit("value: the collection stores bytes: use a `Uint8Array`, in a seed module");
  }
  const checkedValue = check("value", collection.value, model.value, value);
  if (metadata !== undefined && model.metadata === undefined) {
    throw new Misfit("it has metadata, but the collection declares none");
  }
  const checkedMetadata = check("metadata", collection.metadata, model.metadata, metadata);
  const stored =
    model.version?.in === "metadata"
      ? versionInMetadata(model.version.current, {}).with(checkedMetadata)
      : checkedMetadata;
  const expiry = kept ?? expiryOrExpired(model, ttl as Ttl | undefined, checkedValue);
  const pair = {
    key,
    value: await encode(model, key, checkedValue),
    ...(stored !== undefined && { metadata: stored }),
    ...expiry,
  };
  return { pair, pointers: pointersOf(collection, params as Params, checkedValue) };
}

/** The keys of a record's pointers, by the rules of the generated code. */
function pointersOf(
  { model, pointers = [] }: SeedCollection,
  params: Params,
  value: unknown,
): readonly string[] {
  const revived = reviveDates(model, params);
  return pointers.flatMap(({ model: { fields, key, name }, key: spec }) => {
    const parts = key.params.map((param) => {
      const isOfKey = model.key.params.some(({ name }) => name === param.name);
      const part = isOfKey ? revived[param.name] : fieldAt(value, wayOf(fields, param.name));
      return [param.name, part] as const;
    });
    if (parts.some(([, part]) => part === undefined || part === null)) return [];
    return [buildKeyOf(spec, Object.fromEntries(parts), name)];
  });
}

function fieldAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    value,
  );
}

/**
 * When the record expires. It is not the fault of a record with a time of expiration that the time has come:
 * the seed was right once, and stays so.
 */
function expiryOrExpired(
  collection: CollectionModel,
  ttl: Ttl | undefined,
  value: unknown,
): Expiry & { readonly isExpired?: true } {
  const policy = ttlSpec(collection.ttl);
  const expiry = policy.expiryOf(ttl, value, Date.now());
  if (typeof expiry !== "string") return expiry;
  const onceWas = collection.ttl.policy === "field" ? policy.expiryOf(ttl, value, 0) : expiry;
  if (typeof onceWas === "string") throw new Misfit(expiry);
  return { ...onceWas, isExpired: true };
}

function keyOf({ model, key: spec }: SeedCollection, params: unknown): string {
  if (!isRecord(params)) throw new Misfit("params: write an object with a value for each");
  const names = keyParams(spec).map(({ name }) => name);
  const extra = Object.keys(params).find((name) => !names.includes(name));
  if (extra !== undefined) throw new Misfit(`params: the key template has no \`{${extra}}\``);
  return buildKeyOf(spec, reviveDates(model, params), "params");
}

/** @param what what is wrong if no key can be built. */
function buildKeyOf(spec: KeySpec<Params>, params: Params, what: string): string {
  try {
    return buildKey(spec, params);
  } catch (error) {
    if (!(error instanceof KeyloomError)) throw error;
    const { issues, message } = error;
    throw new Misfit(`${what}: ${issues.length === 0 ? message : describeIssues(issues)}`);
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

/**
 * Checks a part of a record, in its stored form, against its type.
 *
 * @returns what a `put` of the same would store.
 */
function check(
  part: string,
  type: core.$ZodType | undefined,
  model: TypeModel | undefined,
  input: unknown,
): unknown {
  if (type === undefined) return input;
  const read = result(part, safeParse, type, input);
  switch (model === undefined ? "as-read" : writingOf(model)) {
    case "as-read":
      return read;
    case "as-given":
      return input;
    case "encoded":
      return result(part, safeEncode as typeof safeParse, type, read);
  }
}

/** What zod makes of a value. What the author's code throws is also a fault of the record. */
function result(part: string, run: typeof safeParse, type: core.$ZodType, input: unknown): unknown {
  let found: ReturnType<typeof safeParse>;
  try {
    found = run(type, input);
  } catch (error) {
    throw new Misfit(`${part}: ${reasonOf(error)}`);
  }
  if (found.success) return found.data;
  throw new Misfit(`${part}: ${issuesText(found.error.issues)}`);
}

async function encode(
  model: CollectionModel,
  key: string,
  value: unknown,
): Promise<string | Uint8Array> {
  try {
    return await encodeSeedValue(model, value, { collection: model.name, key });
  } catch (error) {
    throw new Misfit(`value: ${reasonOf(error)}`);
  }
}
