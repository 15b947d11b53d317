import { durationToSeconds } from "../../src/runtime/duration.ts";
import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../src/runtime/limits.ts";
import type { TtlModel } from "../model.ts";
import type { Path } from "../problem.ts";
import type { TtlPolicy } from "../ttl.ts";
import type { TypeModel } from "../type/model.ts";

/** A TTL policy that KV or the value's type does not allow. */
export interface TtlFault {
  readonly rule: "ttl-invalid" | "ttl-field";
  /** The part of the policy that is wrong. */
  readonly path: Path;
  readonly message: string;
  readonly help: string;
}

/**
 * Turns a policy into seconds. Whether they are within KV's limits is for the checks to say.
 *
 * @param value the collection's value type, for policies that read a field of it.
 */
export function compileTtl(policy: TtlPolicy, value: TypeModel): TtlModel | TtlFault {
  switch (policy.policy) {
    case "none":
      return policy.reason.trim() === ""
        ? {
            rule: "ttl-invalid",
            path: [],
            message: "`ttl.none` gives no reason",
            help: "Say in a few words why these records may stay for ever.",
          }
        : { policy: "none", reason: policy.reason };
    case "field":
      return compileField(policy.field, value);
    default: {
      const { policy: name, ...durations } = policy;
      const seconds: Record<string, number> = { min: MIN_TTL_SECONDS, max: MAX_TTL_SECONDS };
      for (const [part, duration] of Object.entries(durations)) {
        const length = durationToSeconds(duration);
        if (length === undefined) {
          return {
            rule: "ttl-invalid",
            path: [],
            message: `${JSON.stringify(duration)} is not a duration`,
            help: 'Write whole seconds, or a number with s, m, h, d or w: `"2h"`.',
          };
        }
        seconds[part] = length;
      }
      const { ttl = 0, min = 0, max = 0 } = seconds;
      if (name === "fixed") return { policy: "fixed", seconds: ttl };
      if (name === "required") return { policy: "required", min, max };
      return { policy: "default", seconds: ttl, min, max };
    }
  }
}

function compileField(field: string, value: TypeModel): TtlModel | TtlFault {
  const property =
    value.kind === "object" ? value.properties.find(({ name }) => name === field) : undefined;
  const type = property?.type;
  if (type?.kind === "number" && type.int) return { policy: "field", field, format: "seconds" };
  const isDatetime =
    type?.kind === "string" &&
    type.checks.some((check) => check.check === "string_format" && check.format === "datetime");
  if (isDatetime) return { policy: "field", field, format: "datetime" };
  return {
    rule: "ttl-field",
    path: [],
    message:
      type === undefined
        ? `the value has no field \`${field}\` to take the expiration from`
        : `the field \`${field}\` is neither a datetime nor whole seconds since the epoch`,
    help: `Declare \`${field}: z.iso.datetime()\` (or \`z.int()\`, in seconds) in the value, not optional.`,
  };
}
