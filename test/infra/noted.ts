import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ENTRY_BYTES } from "../../infra/seed/entry.ts";

/**
 * The records that runs have noted as written, but for the few bytes around those of each call.
 *
 * @param folder the one of their notes, in which files of locks come and go.
 */
export function noted(folder: string): number {
  if (!existsSync(folder)) return 0;
  const sizes = readdirSync(folder).map(
    (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return Math.floor(sizes.reduce((sum, size) => sum + size, 0) / ENTRY_BYTES);
}
