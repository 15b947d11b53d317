import { isRecord } from "./issue.ts";
import { isVersion, type Upcasts, upcasted } from "./upcast.ts";
import { json, type ValueCodec } from "./value-codec.ts";

/** A value with its version. */
interface Envelope {
  readonly $version: number;
  readonly $value: unknown;
}

/**
 * Values as JSON in an envelope with their version: `{"$version":3,"$value":…}`. A value without an
 * envelope has version 1. Only one envelope is removed: a value may itself have the form of one.
 *
 * @param inner how the value in it is written.
 */
export function versioned(
  current: number,
  upcasts: Upcasts,
  inner: ValueCodec<"text"> = json,
): ValueCodec<"text"> {
  return {
    type: "text",
    decode(stored, at) {
      const decoded: unknown = inner.decode(stored, at);
      const { $version, $value } = isEnvelope(decoded) ? decoded : { $version: 1, $value: decoded };
      return upcasted($value, $version, current, upcasts);
    },
    encode: (value, at) => `{"$version":${current},"$value":${inner.encode(value, at)}}`,
  };
}

function isEnvelope(decoded: unknown): decoded is Envelope {
  return (
    isRecord(decoded) &&
    isVersion(decoded["$version"]) &&
    Object.hasOwn(decoded, "$value") &&
    Object.keys(decoded).length === 2
  );
}
