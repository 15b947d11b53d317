import { Entries } from "../../infra/seed/entries.ts";
import { entryOf } from "../../infra/seed/entry.ts";
import type { Manifest } from "../../infra/seed/manifest.ts";
import type { SeedPair } from "../../schema/seed/record.ts";

/** What a stack remembers of these pairs. */
export function manifestOf(pairs: Iterable<SeedPair>): Manifest {
  const entries = new Entries();
  for (const pair of pairs) entries.add(entryOf(pair));
  return entries.manifest();
}
