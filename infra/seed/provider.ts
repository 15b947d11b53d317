import { existsSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import { configured } from "./configured.ts";
import type { SeedConnection } from "./connection.ts";
import { journalFile } from "./journal-file.ts";
import { providerWork, readSeed } from "./provider-work.ts";
import { seedDiff } from "./seed-diff.ts";
import type { KvSeedInputs, KvSeedState } from "./state.ts";

interface Connected {
  /** As it is given, and completed by `configure`. */
  connection: SeedConnection;
}

/**
 * The provider of `KvSeed`. Pulumi's engine runs it in its own process, where the token comes from the
 * stack's configuration or the environment.
 */
export function kvSeedProvider(given: SeedConnection = {}) {
  return {
    connection: given,
    async configure(request: pulumi.dynamic.ConfigureRequest) {
      this.connection = configured(given, request);
    },
    async diff(_id: string, olds: KvSeedState, news: KvSeedInputs) {
      // Records that were kept because they might be bad ones can go once there are no bad ones.
      const isWhole = olds.skipped > 0 && news.skipped === 0;
      // A run that was stopped has sent other records, also where the seed is again what it was before.
      const wasStopped = existsSync(journalFile(news, this.connection));
      const isOther = isWhole || wasStopped || olds.digest !== news.digest;
      return seedDiff(this.connection, olds, news, isOther);
    },
    async create(news: KvSeedInputs) {
      const id = `${news.namespaceId}/${news.binding}.${news.collection}`;
      return { id, outs: await apply(news, undefined, this.connection) };
    },
    async update(_id: string, olds: KvSeedState, news: KvSeedInputs) {
      return { outs: await apply(news, olds, this.connection) };
    },
    async read(id: string, state?: KvSeedState) {
      const found = await readSeed(id, state, this.connection, async (state) => {
        const { refreshSeed } = await import("./refresh.ts");
        return refreshSeed(state, this.connection);
      });
      if (found.props === undefined) return found;
      const { manifest: _, ...inputs } = found.props;
      // With the inputs, a preview shows the differences that the next `up` will find.
      return { ...found, inputs: inputs as KvSeedState };
    },
    // Removing the resource keeps the data: no command deletes what it was not told to delete.
    async delete() {},
  } satisfies pulumi.dynamic.ResourceProvider<KvSeedInputs, KvSeedState> & Connected;
}

/** Loads the code that sends only when a `diff` says that there is something to send. */
function apply(
  news: KvSeedInputs,
  written: KvSeedState | undefined,
  connection: SeedConnection,
): Promise<KvSeedState> {
  return providerWork(connection, async () => {
    const { applySeed } = await import("./apply.ts");
    return applySeed(news, written, connection);
  });
}
