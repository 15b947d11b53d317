import type { SeedPair } from "../../schema/seed/record.ts";
import type { SeedConnection } from "../seed/connection.ts";
import { type Refreshed, refreshWritten } from "../seed/refresh-written.ts";
import { givenPairs } from "./given-pairs.ts";
import type { KvSecretSeedState } from "./state.ts";

/**
 * Finds deleted or changed records among those that the program provided at the last `up`: see
 * {@link refreshWritten}.
 *
 * @throws CannotRunError if `connection.drift` is invalid, or the API rejects a call.
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
