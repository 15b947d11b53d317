import type { SeedConnection } from "./connection.ts";
import type { SeededCollection } from "./state.ts";

/** What a refresh finds the records by. */
type Origin = Pick<SeededCollection, "schema" | "binding" | "collection">;

/**
 * Whether records have other names in the schema than in the state. A refresh, which is given the state alone,
 * would not find them: Pulumi keeps the outputs of what has not changed as they were. Where no engine is, there is
 * no refresh.
 */
export function isRenamed({ engine }: SeedConnection, olds: Origin, news: Origin): boolean {
  if (engine === undefined) return false;
  return (["schema", "binding", "collection"] as const).some((name) => olds[name] !== news[name]);
}
