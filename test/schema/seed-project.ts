import { join } from "node:path";
import { expect } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { seedPairs } from "../../schema/seed/pairs.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { writeProject } from "../project.ts";

/** The files of a project besides its schema, by their paths. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes a project whose only collection is `CACHE.item`, defined by this code. */
export function writeSeedProject(collection: string, files: Files = {}): string {
  const schema = `import { assets, collection, defineKv, gzip, param, sealed, stored, ttl } from "keyloom";
import { z } from "zod";
export default defineKv({
  namespaces: { CACHE: { title: "cache", collections: { item: ${collection} } } },
});
`;
  return writeProject({ "keyloom.schema.ts": schema, ...files });
}

/** The pairs that the seed of a sound collection writes. */
export async function pairsOf(collection: string, files: Files = {}): Promise<readonly SeedPair[]> {
  const file = join(writeSeedProject(collection, files), "keyloom.schema.ts");
  expect((await compileFile(file, { seeds: true })).problems).toEqual([]);
  const pairs: SeedPair[] = [];
  for await (const pair of seedPairs(file, "CACHE", "item")) pairs.push(pair);
  return pairs;
}
