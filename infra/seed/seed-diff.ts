import type { SeedConnection } from "./connection.ts";
import type { SeededCollection } from "./state.ts";

/** What every kind of seed is compared by. */
interface Seed extends SeededCollection {
  readonly prune: boolean;
}

/**
 * The `diff` of a provider of seeds.
 *
 * @param isOther whether what is to be sent is other than what was.
 */
export function seedDiff(connection: SeedConnection, olds: Seed, news: Seed, isOther: boolean) {
  const moved = olds.namespaceId !== news.namespaceId || olds.accountId !== news.accountId;
  return {
    changes: moved || isOther || isRenamed(connection, olds, news) || olds.prune !== news.prune,
    // The seed of another namespace is another seed: nothing of it is there yet.
    replaces: moved ? ["namespaceId"] : [],
    deleteBeforeReplace: false,
  };
}

/**
 * Whether records have other names in the schema than in the state. A refresh, which is given the state alone,
 * would not find them: Pulumi keeps the outputs of what has not changed as they were. Where no engine is, there is
 * no refresh.
 */
function isRenamed({ engine }: SeedConnection, olds: Seed, news: Seed): boolean {
  if (engine === undefined) return false;
  return (["schema", "binding", "collection"] as const).some((name) => olds[name] !== news[name]);
}
