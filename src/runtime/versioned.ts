import { isRecord } from "./issue.ts";
import { isVersion, type Upcasts, upcasted } from "./upcast.ts";
import { json, type ValueCodec } from "./value-codec.ts";

/** A value with its version. */
interface Envelope {
  readonly $version: number;
  readonly $value: unknown;
}

/**
 * Values as JSON in an envelope that tells their version: `{"$version":3,"$value":…}`. What has no
 * envelope is of version 1. An envelope is taken off once: a value may have the form of one itself.
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
