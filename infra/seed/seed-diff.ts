import type { SeedConnection } from "./connection.ts";
import type { SeededCollection } from "./state.ts";

/** What every kind of seed is compared by. */
interface Seed extends SeededCollection {
  readonly prune: boolean;
}

/**
 * The `diff` of a provider of seeds.
 *
 * @param isOther whether what will be sent differs from what was sent.
 */
export function seedDiff(connection: SeedConnection, olds: Seed, news: Seed, isOther: boolean) {
  const moved = olds.namespaceId !== news.namespaceId || olds.accountId !== news.accountId;
  return {
    changes: moved || isOther || isRenamed(connection, olds, news) || olds.prune !== news.prune,
    // The seed of another namespace is another seed: none of it has been written yet.
    replaces: moved ? ["namespaceId"] : [],
    deleteBeforeReplace: false,
  };
}

/**
 * Whether the schema names the records differently from the state. A refresh, which gets only the state,
 * would not find them: Pulumi keeps the outputs of what has not changed as they were. Without an engine there
 * is no refresh.
 */
function isRenamed({ engine }: SeedConnection, olds: Seed, news: Seed): boolean {
  if (engine === undefined) return false;
  return (["schema", "binding", "collection"] as const).some((name) => olds[name] !== news[name]);
}
