import { MAX_TTL_SECONDS, MIN_TTL_SECONDS } from "../../runtime/limits.ts";
import type { Access } from "../source/access.ts";
import type { TtlPlan } from "./plan.ts";
import type { Planned } from "./value-plan.ts";

/** How long records live, derived from all code that writes them. */
export function ttlPlan(accesses: readonly Access[]): Planned<TtlPlan> {
  const writes = accesses.filter(({ write }) => write !== undefined);
  const known = [...new Set(writes.flatMap(secondsOf))].sort((a, b) => a - b);
  const without = writes.filter(({ write }) => write?.ttl === "none");
  const isOpen = writes.some(({ write }) => write?.ttl === "unknown");
  const odd = writes.flatMap((access): readonly (readonly [Access, string])[] => {
    const ttl = access.write?.ttl;
    if (typeof ttl !== "number" || ttl >= MIN_TTL_SECONDS) return [];
    return [[access, `KV rejects an expiration of ${ttl} s: the minimum is ${MIN_TTL_SECONDS} s`]];
  });
  if (writes.length === 0) {
    const plan = { policy: "none", reason: "no code that writes it was found" } as const;
    return { plan, todos: ["say how long it lives: no code that writes it was found"], odd };
  }
  if (writes.some(({ write }) => write?.ttl === "maybe")) {
    const plan = { policy: "optional", reason: "some writes may set no expiration" } as const;
    return { plan, todos: [], odd };
  }
  if (known.length === 0 && !isOpen) {
    return { plan: { policy: "none", reason: "no write sets an expiration" }, todos: [], odd };
  }
  // A write without an expiration makes the record stay forever, which is rarely intended.
  odd.push(
    ...without.map(
      (access) => [access, "it writes without the expiration that others set"] as const,
    ),
  );
  const todos = without.length > 0 ? ["some writes set no expiration: say whether it has one"] : [];
  return { plan: policyOf(known, isOpen), todos, odd };
}

function policyOf(known: readonly number[], isOpen: boolean): TtlPlan {
  const [min, ...others] = known;
  if (min === undefined) return { policy: "required" };
  if (others.length === 0) return { policy: isOpen ? "default" : "fixed", seconds: min };
  const max = others.at(-1) ?? min;
  return isOpen ? { policy: "required" } : { policy: "required", min, max };
}

/** Within the range that KV accepts. */
function secondsOf({ write }: Access): readonly number[] {
  if (typeof write?.ttl !== "number") return [];
  const seconds = Math.min(Math.max(Math.ceil(write.ttl), MIN_TTL_SECONDS), MAX_TTL_SECONDS);
  return Number.isNaN(seconds) ? [] : [seconds];
}
