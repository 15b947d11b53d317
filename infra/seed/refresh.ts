import { CannotRunError } from "../../schema/cannot-run.ts";
import { seedPairs } from "../../schema/seed/pairs.ts";
import {
  createKvClient,
  errorCodes,
  explainApiError,
  NAMESPACE_NOT_FOUND,
} from "../../src/cloudflare/client.ts";
import { type Drifted, findDrift } from "./find-drift.ts";
import { Manifest } from "./manifest.ts";
import type { KvSeedState, SeedConnection } from "./provider.ts";
import { DRIFTS, sampling } from "./sampling.ts";

/** What a refresh found. */
export interface Refreshed {
  /** What KV has of the seed; `undefined` where its namespace is gone. */
  readonly state: KvSeedState | undefined;
  /** What people should know of it. */
  readonly message?: string;
}

/**
 * Looks for records that were deleted or changed behind the stack's back. They leave the manifest, and
 * with them the digest changes: the next `up` finds a seed that it has to bring, and sends what the
 * manifest does not have.
 *
 * @param now the present time, in milliseconds since the epoch.
 * @throws CannotRunError where `connection.drift` is none, or the API refuses.
 */
export async function refreshSeed(
  state: KvSeedState,
  connection: SeedConnection,
  now = Date.now(),
): Promise<Refreshed> {
  const { pace, drift: given = "sample", ...options } = connection;
  const drift = DRIFTS.find((known) => known === given);
  if (drift === undefined) {
    throw new CannotRunError(`keyloom:drift is ${JSON.stringify(given)}`, {
      help: `Make it one of ${DRIFTS.join(", ")}.`,
    });
  }
  if (drift === "off") return { state };
  const { schema, binding, collection, skipped } = state;
  const written = Manifest.parse(state.manifest);
  const target = { ...state, client: createKvClient(options), ...(pace !== undefined && { pace }) };
  const pairs = seedPairs(schema, binding, collection, { skipsBad: skipped > 0 });
  const name = `${binding}.${collection}`;
  try {
    const found = await findDrift(target, pairs, written, sampling(drift, written, now));
    if (found.positions.size === 0) return { state };
    const rest = written.without(found.positions);
    return {
      state: {
        ...state,
        records: state.records - found.positions.size,
        digest: rest.digest(),
        manifest: rest.toString(),
      },
      message: messageOf(name, found, written.size),
    };
  } catch (error) {
    if (errorCodes(error).includes(NAMESPACE_NOT_FOUND)) return { state: undefined };
    // A seed that cannot be read now stops the next `up`, and need not stop the refresh of all else.
    if (error instanceof CannotRunError) {
      return { state, message: `the records of ${name} were not looked at: ${error.message}` };
    }
    throw explainApiError(error);
  }
}

function messageOf(name: string, { checked, deleted, changed }: Drifted, all: number): string {
  const inAll = checked < all ? `, of ${all} in all` : "";
  return `${name} has drifted: of ${checked} records looked at${inAll}, ${deleted} were deleted and ${changed} changed. The next \`pulumi up\` writes these again.`;
}
