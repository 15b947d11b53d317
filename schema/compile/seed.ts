import { secretOf } from "../codec.ts";
import type { SeedModel, ValueCodec } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";
import type { SeedSource } from "../seed-source.ts";

/** Compiles where a seed comes from. The records themselves are read and checked later. */
export function compileSeed(
  seed: SeedSource,
  codec: ValueCodec,
  problems: DefinitionProblem[],
): SeedModel {
  const secret = secretOf(codec);
  if (secret !== undefined) {
    problems.push({
      rule: "seed-not-supported",
      path: ["seed"],
      message: `sealed values cannot be seeded: only the Worker has the secret ${secret}`,
      help: "Leave `seed` out, and let the Worker write the records.",
    });
  }
  if (typeof seed !== "string") return { source: "inline", records: seed };
  if (seed.endsWith(".json")) return { source: "json", path: seed };
  if (seed.endsWith(".csv")) return { source: "csv", path: seed };
  if (/\.(ndjson|jsonl)$/.test(seed)) return { source: "ndjson", path: seed };
  if (!/\.[cm]?[jt]s$/.test(seed)) {
    problems.push({
      rule: "seed-not-supported",
      path: ["seed"],
      message: `the seed \`${seed}\` is of an unknown format`,
      help: "Use a .json, .ndjson or .csv file, or a module (.ts, .js) whose default export provides records.",
    });
  }
  return { source: "module", path: seed };
}
