import type * as pulumi from "@pulumi/pulumi";
import { configured } from "./configured.ts";
import type { Manifest } from "./manifest.ts";
import type { Pace } from "./pace.ts";
import { providerWork, readSeed } from "./provider-work.ts";
import type { SeedCount } from "./send.ts";

/** What a {@link KvSeed} resource is made of. */
export interface KvSeedInputs {
  readonly accountId: string;
  readonly namespaceId: string;
  /** The schema file, relative to the program's folder. */
  readonly schema: string;
  readonly binding: string;
  readonly collection: string;
  /** What the collection's keys start with. */
  readonly prefix: string;
  /** Differs wherever the records do. */
  readonly digest: string;
  /** The number of records. */
  readonly records: number;
  /** The number of bad records in the seed, which are left out; where there are none, one is an error. */
  readonly skipped: number;
  /** Whether records that left the seed are removed from the namespace. */
  readonly prune: boolean;
}

/** What the state holds: hashes, never keys or values. */
export interface KvSeedState extends KvSeedInputs {
  /** The hashes of the records that were written, by `Manifest`. */
  readonly manifest: string;
}

/** How far the seed of a collection is. */
export interface SeedProgress extends SeedCount {
  /** The records of the whole seed. */
  readonly records: number;
}

/** How a provider reaches the API, and whom it tells how far it is. */
export interface SeedConnection {
  readonly baseUrl?: string;
  readonly apiToken?: string;
  /** The folder in which runs note what they have done, for the next one where they are stopped. */
  readonly journals?: string;
  /** The rate of the calls. */
  readonly pace?: Pace;
  /** At which records a refresh looks: `sample` unless said otherwise, `full` or `off`. */
  readonly drift?: string;
  /** What seeds from code held when they were checked, by `BINDING.collection`; others are read again. */
  readonly checked?: ReadonlyMap<string, Manifest>;
  /** The id of the engine's process, where that has started this one. */
  readonly engine?: number;
  /** Told after each call. */
  readonly onProgress?: (collection: string, progress: SeedProgress) => void;
}

interface Connected {
  /** As it is given, and completed by `configure`. */
  connection: SeedConnection;
}

/**
 * The provider of `KvSeed`. Pulumi's engine runs it in a process of its own: the token comes from the
 * stack's configuration or the environment there.
 */
export function kvSeedProvider(given: SeedConnection = {}) {
  return {
    connection: given,
    async configure(request: pulumi.dynamic.ConfigureRequest) {
      this.connection = configured(given, request);
    },
    async diff(_id: string, olds: KvSeedState, news: KvSeedInputs) {
      const moved = olds.namespaceId !== news.namespaceId || olds.accountId !== news.accountId;
      // What was kept because a bad record might have been it can go when there are none.
      const isWhole = olds.skipped > 0 && news.skipped === 0;
      return {
        changes:
          moved ||
          isWhole ||
          isRenamed(this.connection, olds, news) ||
          olds.digest !== news.digest ||
          olds.prune !== news.prune,
        // The seed of another namespace is another seed: nothing of it is there yet.
        replaces: moved ? ["namespaceId"] : [],
        deleteBeforeReplace: false,
      };
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
      // With the inputs, a preview shows what the next `up` finds to be different.
      return { ...found, inputs: inputs as KvSeedState };
    },
    // Removing the resource leaves the data: no command deletes what it was not told to delete.
    async delete() {},
  } satisfies pulumi.dynamic.ResourceProvider<KvSeedInputs, KvSeedState> & Connected;
}

/** What a refresh finds the records by. */
type Origin = Pick<KvSeedInputs, "schema" | "binding" | "collection">;

/**
 * Whether records have other names in the schema than in the state. A refresh, which is given the state alone,
 * would not find them: Pulumi keeps the outputs of what has not changed as they were. Where no engine is, there is
 * no refresh.
 */
export function isRenamed({ engine }: SeedConnection, olds: Origin, news: Origin): boolean {
  if (engine === undefined) return false;
  return (["schema", "binding", "collection"] as const).some((name) => olds[name] !== news[name]);
}

/** What sends is loaded only when there is something to send, which a `diff` says. */
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
