import type { CollectionSpec } from "./collection-spec.ts";
import { buildKey, type KeySpec } from "./key-spec.ts";

/**
 * What generated code knows about one pointer of a collection: a key whose value is the key of the
 * record that it leads to.
 */
export interface PointerSpec<By, Params, Value> {
  readonly key: KeySpec<By>;
  /** The parameters of a record's pointer; `null` for a record without one. */
  by(params: Params, value: Value): By | null;
  /** Whether a record is rejected if another one has its pointer. */
  readonly exclusive?: true;
}

/** The pointers of a collection, by name. */
type PointerSpecs<Pointers, Params, Value> = {
  readonly [Name in keyof Pointers]: PointerSpec<Pointers[Name], Params, Value>;
};

/** What generated code knows about a collection with pointers. */
export interface PointedSpec<Params, Value, Metadata, Pointers, Missing = null>
  extends CollectionSpec<Params, Value, Metadata, Missing> {
  readonly pointers: PointerSpecs<Pointers, Params, Value>;
}

/** What is kept with a pointer, as KV's metadata. */
export interface PointerMetadata {
  /** Seconds since the epoch. */
  readonly writtenAt: number;
}

/**
 * The key of a record's pointer; `null` for a record without one.
 *
 * @throws KeyloomError `invalid-params`, `key-too-long` for a value that does not make a key.
 */
export function pointerKey<By, Params, Value>(
  { by, key }: PointerSpec<By, Params, Value>,
  params: Params,
  value: Value,
): string | null {
  const found = by(params, value);
  return found === null ? null : buildKey(key, found);
}

/** The same for a stored value, which may not make a key: `null` then, too. */
export function pointerKeyIfAny<By, Params, Value>(
  spec: PointerSpec<By, Params, Value>,
  params: Params,
  value: Value,
): string | null {
  try {
    return pointerKey(spec, params, value);
  } catch {
    return null;
  }
}

/** Whether a stored record has exactly this pointer. */
export function hasPointer<By, Params, Value>(
  spec: PointerSpec<By, Params, Value>,
  params: Params,
  value: Value,
  key: string,
): boolean {
  return pointerKeyIfAny(spec, params, value) === key;
}
