import type { FlagCollection } from "./kv.gen.ts";

/** The switches of the site. Both the schema and the Worker read it. */
export const FLAGS = ["show-notes", "remember-visitors", "dark-launch"] as const;

/** Reads all switches at once. One that was never set has the schema's fallback. */
export async function flagsOf(flags: FlagCollection): Promise<Record<string, boolean>> {
  const values = await Promise.all(
    FLAGS.map(async (name) => [name, (await flags.get({ name })).enabled] as const),
  );
  return Object.fromEntries(values);
}
