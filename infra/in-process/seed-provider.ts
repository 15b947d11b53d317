import { applySeed } from "../seed/apply.ts";
import type { KvSeedState, SeedConnection } from "../seed/provider.ts";
import type { Provider } from "./engine.ts";

/** Does what the dynamic provider of `KvSeed` does, with a connection that is given and not found. */
export function seedProvider(connection: SeedConnection): Provider<KvSeedState> {
  const idOf = (state: KvSeedState) => `${state.namespaceId}/${state.binding}.${state.collection}`;
  return {
    diff: (olds, news) =>
      idOf(olds) !== idOf(news) || olds.manifest !== news.manifest || olds.prune !== news.prune,
    async create(news) {
      await applySeed(idOf(news), news, undefined, connection);
      return { id: idOf(news), outputs: news };
    },
    async update(_id, olds, news) {
      // The seed of another namespace is another seed: nothing of it is there yet.
      const known = idOf(olds) === idOf(news) ? olds : undefined;
      await applySeed(idOf(news), news, known, connection);
      return news;
    },
  };
}
