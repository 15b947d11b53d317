import type { FlagCollection } from "./kv.gen.ts";

/** The switches of the site. Both the schema and the Worker read it. */
export const FLAGS = ["show-notes", "remember-visitors", "dark-launch"] as const;

/** Reads all switches in one operation. One that was never set has the schema's fallback. */
export async function flagsOf(flags: FlagCollection): Promise<Record<string, boolean>> {
  const values = await flags.getMany(FLAGS.map((name) => ({ name })));
  return Object.fromEntries(values.map(({ enabled }, index) => [FLAGS[index] ?? "", enabled]));
}
