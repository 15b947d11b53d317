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
 */
export function versioned(current: number, upcasts: Upcasts): ValueCodec<"text"> {
  return {
    type: "text",
    decode(stored) {
      const decoded: unknown = json.decode(stored);
      const { $version, $value } = isEnvelope(decoded) ? decoded : { $version: 1, $value: decoded };
      return upcasted($value, $version, current, upcasts);
    },
    encode: (value) => `{"$version":${current},"$value":${json.encode(value)}}`,
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
