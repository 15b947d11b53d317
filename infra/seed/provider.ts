import type * as pulumi from "@pulumi/pulumi";

/** What a {@link KvSeed} resource is made of, and what the state holds: hashes, never keys or values. */
export interface KvSeedState {
  readonly accountId: string;
  readonly namespaceId: string;
  /** The schema file, relative to the program's folder. */
  readonly schema: string;
  readonly binding: string;
  readonly collection: string;
  /** What the collection's keys start with. */
  readonly prefix: string;
  /** The hashes of all records, by `Manifest`. */
  readonly manifest: string;
  /** The number of records. */
  readonly records: number;
  /** Whether records that left the seed are removed from the namespace. */
  readonly prune: boolean;
}

/** How a provider reaches the API, and whom it tells how far it is. */
export interface SeedConnection {
  readonly baseUrl?: string;
  readonly apiToken?: string;
  /**
   * Told after each call what the namespace has by now, in the form of a state: kept, it lets a run
   * that was stopped half-way go on where it was.
   */
  readonly onCheckpoint?: (id: string, state: KvSeedState, total: number) => Promise<void>;
}

/**
 * The provider of {@link KvSeed}. Pulumi's engine stores its methods as text and runs them in a
 * process of their own, so that each imports what it needs when it is called, and the token comes
 * from the environment there.
 */
export function kvSeedProvider(
  connection: SeedConnection = {},
): pulumi.dynamic.ResourceProvider<KvSeedState, KvSeedState> {
  return {
    async diff(_id, olds, news) {
      const moved = olds.namespaceId !== news.namespaceId || olds.accountId !== news.accountId;
      return {
        changes: moved || olds.manifest !== news.manifest || olds.prune !== news.prune,
        // The seed of another namespace is another seed: nothing of it is there yet.
        replaces: moved ? ["namespaceId"] : [],
        deleteBeforeReplace: false,
      };
    },
    async create(news) {
      const { applySeed } = await import("keyloom/pulumi");
      const id = `${news.namespaceId}/${news.binding}.${news.collection}`;
      await applySeed(id, news, undefined, connection);
      return { id, outs: news };
    },
    async update(id, olds, news) {
      const { applySeed } = await import("keyloom/pulumi");
      await applySeed(id, news, olds, connection);
      return { outs: news };
    },
    // Removing the resource leaves the data: no command deletes what it was not told to delete.
    async delete() {},
  };
}
