import { isText } from "../../../schema/codec.ts";
import type { MethodName } from "../../../schema/method-names.ts";
import type { CollectionModel } from "../../../schema/model.ts";
import { writingOf } from "../../../schema/type/writing.ts";
import { absenceOf, hasInput, recursiveTypesIn } from "../../absence.ts";
import { isLiteral } from "../literals.ts";
import { hasPrefix } from "../params.ts";
import { isBounded } from "../ttl.ts";

/**
 * Everything that the methods for records depend on, besides the names of a collection's types: accessors with
 * the same shape have the same methods.
 */
export interface MethodShape {
  /** The methods that the schema chooses, if it does. */
  readonly methods: readonly MethodName[] | undefined;
  /** Whether there is more than one record, so that methods need parameters. */
  readonly hasParams: boolean;
  /** Whether lists accept leading parameters. */
  readonly hasPrefix: boolean;
  /** Whether a record may say that there is none. */
  readonly hasCache: boolean;
  /** Whether a read returns a fallback if the key is missing. */
  readonly hasFallback: boolean;
  /** Whether a `put` accepts another type than a `get` returns. */
  readonly hasInput: boolean;
  /** Whether the value of a `put` is a literal, or one of several. */
  readonly isLiteral: boolean;
  readonly metadata: { readonly isRequired: boolean; readonly hasInput: boolean } | undefined;
  /** The TTL that a write may give, if the policy leaves a choice. */
  readonly ttl:
    | { readonly min: number; readonly max: number; readonly isRequired: boolean }
    | undefined;
  /** Whether a record's expiration can be moved. */
  readonly canBeTouched: boolean;
  readonly isFile: boolean;
  readonly isPointed: boolean;
  readonly isStream: boolean;
  /** Whether KV returns many values in one operation. */
  readonly isText: boolean;
}

export function shapeOf(collection: CollectionModel): MethodShape {
  const { cache, codec, fallback, key, kind, metadata, methods, pointers, ttl, value } = collection;
  return {
    methods,
    hasParams: key.params.length > 0,
    hasPrefix: hasPrefix(key),
    hasCache: cache !== undefined,
    hasFallback: fallback !== undefined,
    hasInput: hasInput(value),
    isLiteral: isLiteral(value, hasInput(value) ? "in" : "out"),
    metadata: metadata && {
      isRequired: isRequired(metadata),
      hasInput: hasInput(metadata),
    },
    ttl: isBounded(ttl)
      ? { min: ttl.min, max: ttl.max, isRequired: ttl.policy === "required" }
      : undefined,
    canBeTouched: ttl.policy !== "none" && ttl.policy !== "field",
    isFile: kind === "assets",
    isPointed: pointers !== undefined,
    isStream: value.kind === "stream",
    isText: isText(codec),
  };
}

/** Whether a write must give the metadata. */
function isRequired(metadata: NonNullable<CollectionModel["metadata"]>): boolean {
  const { input, output } = absenceOf(metadata, recursiveTypesIn(metadata));
  return (writingOf(metadata) === "encoded" ? output : input) === "required";
}
