import { isDeepStrictEqual } from "node:util";
import type { CollectionModel, TtlModel } from "../../schema/model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import { MAX_TTL_SECONDS } from "../runtime/limits.ts";
import { change } from "./change.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change of a collection's TTL policy breaks. */
export function* compareTtls(
  old: CollectionModel,
  now: CollectionModel,
  path: Path,
): Generator<SchemaProblem> {
  const fault = ttlFault(old.ttl, now.ttl);
  if (fault === undefined) return;
  yield change(
    BREAKING.ttlNarrowed,
    [...path, "ttl"],
    `the TTL of \`${now.name}\` ${fault}`,
    "Widen the policy, or change the writers first.",
  );
}

const LETS_EXPIRE = "makes records expire that were kept";

/** What a policy no longer allows, or shortens, as the end of a sentence. */
function ttlFault(old: TtlModel, now: TtlModel): string | undefined {
  if (isDeepStrictEqual(old, now)) return undefined;
  if (now.policy === "none") return "max" in old ? "can no longer be given" : undefined;
  const maySay = now.policy === "optional";
  if (old.policy === "none") return maySay ? undefined : LETS_EXPIRE;
  if (old.policy === "optional" && !maySay) return LETS_EXPIRE;
  if (old.policy === "field" || now.policy === "field") return "comes from another place";
  if (now.policy === "required" && old.policy !== "required") return "must now be given";
  if (old.policy === "fixed") return shorterFault(old, now);
  if (now.policy === "fixed") return "can no longer be given";
  return boundsFault(old, now) ?? shorterFault(old, now);
}

type Bounded = Extract<TtlModel, { readonly max: number }>;

function boundsFault(old: Bounded, now: Bounded): string | undefined {
  if (now.max < old.max) {
    const was = old.max === MAX_TTL_SECONDS ? "had no bound" : `was ${old.max} s`;
    return `is at most ${now.max} s, and ${was}`;
  }
  if (now.min > old.min) return `is at least ${now.min} s, and was ${old.min} s`;
  return undefined;
}

/** Whether a record lives less long if the write does not give a TTL. */
function shorterFault(old: TtlModel, now: TtlModel): string | undefined {
  if (!("seconds" in old && "seconds" in now) || now.seconds >= old.seconds) return undefined;
  const unless = now.policy === "default" ? " unless a write says otherwise" : "";
  return `is ${now.seconds} s${unless}, and was ${old.seconds} s`;
}
