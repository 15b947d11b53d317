import { dirname, join, resolve } from "node:path";
import type { SeedConnection } from "./connection.ts";
import type { KvSeedInputs } from "./state.ts";

/** Where runs of the Pulumi CLI record what they have done, beside the schema; git already ignores it. */
const JOURNALS = ".wrangler/keyloom/seeds";

/** Where a run that sends a seed notes what it has done: a file that is there only until the run is through. */
export function journalFile(
  { namespaceId, schema, binding, collection }: KvSeedInputs,
  { journals }: SeedConnection,
): string {
  const folder = journals ?? resolve(dirname(schema), JOURNALS);
  return join(folder, `${namespaceId}.${binding}.${collection}.journal`);
}
