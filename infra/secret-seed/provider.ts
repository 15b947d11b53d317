import { hash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import { configured } from "../seed/configured.ts";
import type { SeedConnection } from "../seed/connection.ts";
import { providerWork, readSeed } from "../seed/provider-work.ts";
import { seedDiff } from "../seed/seed-diff.ts";
import type { KvSecretSeedInputs, KvSecretSeedState } from "./state.ts";

/** The most bad records that are named; the others are counted. */
const MAX_WARNINGS = 20;

interface Connected {
  /** As it is given, and completed by `configure`. */
  connection: SeedConnection;
}

/**
 * The provider of `KvSecretSeed`. Like that of seeds, it runs in its own process, from a text in the state: it
 * receives the records as inputs, and neither they nor the token are in that text.
 */
export function kvSecretSeedProvider(given: SeedConnection = {}) {
  return {
    connection: given,
    async configure(request: pulumi.dynamic.ConfigureRequest) {
      this.connection = configured(given, request);
    },
    async diff(_id: string, olds: KvSecretSeedState, news: KvSecretSeedInputs) {
      const isOther = olds.digest !== hash("sha256", String(news.records));
      // Bad records that may no longer be left out stop the run.
      const isStricter = olds.skipped > 0 && !news.skipInvalid;
      return seedDiff(this.connection, olds, news, isOther || isStricter);
    },
    async create(news: KvSecretSeedInputs) {
      const id = `${news.namespaceId}/${news.binding}.${news.collection}-secrets`;
      return { id, outs: await apply(news, undefined, this.connection) };
    },
    async update(_id: string, olds: KvSecretSeedState, news: KvSecretSeedInputs) {
      return { outs: await apply(news, olds, this.connection) };
    },
    read(id: string, state?: KvSecretSeedState) {
      return readSeed(id, state, this.connection, async (state) => {
        const { refreshSecretSeed } = await import("./refresh.ts");
        return refreshSecretSeed(state, this.connection);
      });
    },
    // Removing the resource leaves the data, as with seeds.
    async delete() {},
  } satisfies pulumi.dynamic.ResourceProvider<KvSecretSeedInputs, KvSecretSeedState> & Connected;
}

/** What sends is loaded only when there is something to send. */
function apply(
  news: KvSecretSeedInputs,
  written: KvSecretSeedState | undefined,
  connection: SeedConnection,
): Promise<KvSecretSeedState> {
  return providerWork(connection, async () => {
    const { applySecretSeed } = await import("./apply.ts");
    const { state, skipped } = await applySecretSeed(news, written, connection);
    for (const message of skipped.slice(0, MAX_WARNINGS)) console.warn(`left out: ${message}`);
    const others = skipped.length - MAX_WARNINGS;
    if (others > 0) console.warn(`left out: ${others} more of ${news.binding}.${news.collection}`);
    return state;
  });
}
