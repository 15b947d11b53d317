import type { SeedPair } from "../../schema/seed/record.ts";
import type { SeedConnection } from "../seed/connection.ts";
import { type Refreshed, refreshWritten } from "../seed/refresh-written.ts";
import { givenPairs } from "./given-pairs.ts";
import type { KvSecretSeedState } from "./state.ts";

/**
 * Looks for records that were deleted or changed, of those that the program gave at the last `up`: see
 * {@link refreshWritten}.
 *
 * @throws CannotRunError where `connection.drift` is none, or the API refuses.
 */
export async function refreshSecretSeed(
  state: KvSecretSeedState,
  connection: SeedConnection,
): Promise<Refreshed<KvSecretSeedState>> {
  const name = `${state.binding}.${state.collection}-secrets`;
  const { drifted: _, ...refreshed } = await refreshWritten(
    name,
    state,
    lastGiven(state),
    connection,
  );
  return refreshed;
}

async function* lastGiven(state: KvSecretSeedState): AsyncGenerator<SeedPair> {
  yield* (await givenPairs(state)).pairs;
}
