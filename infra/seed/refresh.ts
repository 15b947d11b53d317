import { seedPairs } from "../../schema/seed/pairs.ts";
import type { SeedConnection } from "./connection.ts";
import { type Refreshed, refreshWritten } from "./refresh-written.ts";
import type { KvSeedState } from "./state.ts";

/**
 * Finds records of a seed that were deleted or changed: see {@link refreshWritten}. The seed is read
 * again, because the state has no keys.
 *
 * @throws CannotRunError if `connection.drift` is invalid, or the API rejects a call.
 */
export async function refreshSeed(
  state: KvSeedState,
  connection: SeedConnection,
): Promise<Refreshed<KvSeedState>> {
  const { schema, binding, collection, skipped } = state;
  const name = `${binding}.${collection}`;
  const pairs = seedPairs(schema, binding, collection, { skipsBad: skipped > 0 });
  const { drifted, ...refreshed } = await refreshWritten(name, state, pairs, connection);
  if (drifted === 0 || refreshed.state === undefined) return refreshed;
  return { ...refreshed, state: { ...refreshed.state, records: state.records - drifted } };
}
