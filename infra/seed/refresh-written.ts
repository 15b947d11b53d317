import { CannotRunError } from "../../schema/cannot-run.ts";
import type { SeedPair } from "../../schema/seed/record.ts";
import { createKvClient, errorCodes, explainApiError } from "../../src/cloudflare/client.ts";
import { NAMESPACE_NOT_FOUND } from "../../src/cloudflare/refusals.ts";
import type { SeedConnection } from "./connection.ts";
import { type Drifted, findDrift } from "./find-drift.ts";
import { Manifest } from "./manifest.ts";
import { DRIFTS, sampling } from "./sampling.ts";

/** What a state says about the written records, wherever they come from. */
export interface WrittenRecords {
  readonly accountId: string;
  readonly namespaceId: string;
  readonly digest: string;
  readonly manifest: string;
}

/** What a refresh found. */
export interface Refreshed<State> {
  /** What KV has of the records; `undefined` if their namespace is gone. */
  readonly state: State | undefined;
  /** What people should know about it. */
  readonly message?: string;
}

/** The same, with how many records were deleted or changed. */
export interface RefreshedWritten<State> extends Refreshed<State> {
  readonly drifted: number;
}

/**
 * Finds records that were deleted or changed behind the stack's back. They are removed from the manifest,
 * which changes the digest: the next `up` finds a changed seed, and sends what the manifest does not have.
 *
 * @param name of the records, for people.
 * @param pairs all that should exist now.
 * @throws CannotRunError if `connection.drift` is invalid, or the API rejects a call.
 */
export async function refreshWritten<State extends WrittenRecords>(
  name: string,
  state: State,
  pairs: AsyncIterable<SeedPair>,
  connection: SeedConnection,
): Promise<RefreshedWritten<State>> {
  const { pace, drift: given = "sample", ...options } = connection;
  const drift = DRIFTS.find((known) => known === given);
  if (drift === undefined) {
    throw new CannotRunError(`keyloom:drift is ${JSON.stringify(given)}`, {
      help: `Set it to one of ${DRIFTS.join(", ")}.`,
    });
  }
  if (drift === "off") return { state, drifted: 0 };
  const written = Manifest.parse(state.manifest);
  const target = { ...state, client: createKvClient(options), ...(pace !== undefined && { pace }) };
  try {
    const found = await findDrift(target, pairs, written, sampling(drift, written, Date.now()));
    const drifted = found.positions.size;
    if (drifted === 0) return { state, drifted };
    const rest = written.without(found.positions);
    return {
      state: { ...state, digest: rest.digest(), manifest: rest.toString() },
      drifted,
      message: messageOf(name, found, written.size),
    };
  } catch (error) {
    if (errorCodes(error).includes(NAMESPACE_NOT_FOUND)) return { state: undefined, drifted: 0 };
    // A seed that cannot be read now stops the next `up`, but need not stop the refresh of everything else.
    if (error instanceof CannotRunError) {
      const message = `the records of ${name} were not checked: ${error.message}`;
      return { state, drifted: 0, message };
    }
    throw explainApiError(error);
  }
}

function messageOf(name: string, { checked, deleted, changed }: Drifted, all: number): string {
  const inAll = checked < all ? ` (of ${all} in all)` : "";
  return `${name} has drifted: of ${checked} records checked${inAll}, ${deleted} were deleted and ${changed} changed. The next \`pulumi up\` writes these again.`;
}
