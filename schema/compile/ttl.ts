import { durationToSeconds } from "../../src/runtime/duration.ts";
import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../src/runtime/limits.ts";
import { objectIn } from "../field-path.ts";
import type { TtlModel } from "../model.ts";
import type { Fault } from "../problem.ts";
import type { TtlPolicy } from "../ttl.ts";
import type { StringType, TypeModel } from "../type/model.ts";
import { storedForm } from "../type/writing.ts";

/** Why a TTL policy makes no sense, or does not fit the value's type. */
export interface TtlFault extends Fault {
  readonly rule: "ttl-invalid" | "ttl-field";
}

/** The parts of policies that are durations. */
const DURATIONS = ["ttl", "min", "max"];

/**
 * Turns a policy into seconds. The checks decide whether they are within KV's limits.
 *
 * @param value the collection's value type, for policies that read a field of it.
 */
export function compileTtl(policy: TtlPolicy, value: TypeModel): TtlModel | TtlFault {
  switch (policy.policy) {
    case "none":
      return reasonFault(policy) ?? { policy: "none", reason: policy.reason };
    case "optional":
      return reasonFault(policy) ?? compileOptional(policy);
    case "field":
      return compileField(policy.field, value);
    default:
      return compileDurations(policy);
  }
}

function reasonFault({ policy, reason }: { policy: string; reason: string }): TtlFault | undefined {
  if (typeof reason === "string" && reason.trim() !== "") return undefined;
  return {
    rule: "ttl-invalid",
    message: `\`ttl.${policy}\` gives no reason`,
    help: "Say in a few words why these records may stay forever.",
  };
}

function compileOptional({
  reason,
  ...bounds
}: Extract<TtlPolicy, { policy: "optional" }>): TtlModel | TtlFault {
  const compiled = compileDurations({ ...bounds, policy: "required" });
  return "min" in compiled ? { ...compiled, policy: "optional", reason } : compiled;
}

function compileDurations(
  policy: Extract<TtlPolicy, { policy: "fixed" | "default" | "required" }>,
): TtlModel | TtlFault {
  const { policy: name, ...durations } = policy;
  const seconds: Record<string, number> = { min: MIN_TTL_SECONDS, max: MAX_TTL_SECONDS };
  for (const [part, duration] of Object.entries(durations)) {
    if (!DURATIONS.includes(part)) {
      return {
        rule: "ttl-invalid",
        message: `TTL bounds are \`min\` and \`max\`, not \`${part}\``,
        help: 'Write them as an object: `{ min: "5m", max: "7d" }`.',
      };
    }
    if (duration === undefined && part !== "ttl") continue;
    const length = durationToSeconds(duration);
    if (length === undefined) {
      return {
        rule: "ttl-invalid",
        message: `${JSON.stringify(duration) ?? "nothing"} is not a duration`,
        help: 'Write whole seconds, or a whole number with s, m, h, d or w: `"2h"`.',
      };
    }
    seconds[part] = length;
  }
  const { ttl = 0, min = 0, max = 0 } = seconds;
  if (name === "fixed") return { policy: "fixed", seconds: ttl };
  if (name === "required") return { policy: "required", min, max };
  return { policy: "default", seconds: ttl, min, max };
}

function compileField(field: string, value: TypeModel): TtlModel | TtlFault {
  const property = objectIn(storedForm(value))?.properties.find(({ name }) => name === field);
  const type = property && storedForm(property.type);
  if (type?.kind === "number" && type.int) return { policy: "field", field, format: "seconds" };
  if (type?.kind === "string" && isPointInTime(type)) {
    return { policy: "field", field, format: "datetime" };
  }
  return {
    rule: "ttl-field",
    message:
      type === undefined
        ? `the value has no field \`${field}\` to take the expiration from`
        : `the field \`${field}\` is neither a datetime with a time zone nor whole seconds since the epoch`,
    help: `Declare \`${field}: z.iso.datetime()\` (or \`z.int()\`, in seconds) in the value, not optional.`,
  };
}

/** A datetime without a zone means different times in a Worker and on the machine that seeds. */
function isPointInTime(type: StringType): boolean {
  return type.checks.some(
    (check) =>
      check.check === "string_format" &&
      check.format === "datetime" &&
      !new RegExp(check.pattern, check.flags).test("2026-11-24T13:46:00"),
  );
}
