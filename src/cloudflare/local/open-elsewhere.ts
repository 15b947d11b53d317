import { existsSync } from "node:fs";
import { join } from "node:path";
import { KV_OBJECTS } from "./kv-files.ts";
import { openDatabase } from "./sqlite.ts";

/**
 * What every workerd with a KV namespace has open from its start to its end, whether its Worker asks KV for
 * anything or not. Seen of workerd 1.20261117.1.
 */
const OPEN_ALL_THE_TIME = "metadata.sqlite";

/**
 * Whether another process runs a workerd on the same data, such as `wrangler dev`. SQLite gives a database
 * for one's own only where nobody else has it open, and the system forgets the locks of who was killed.
 *
 * @param persistTo the folder of the data, on which no workerd of this process runs.
 * @returns `false` too where it cannot be told, in a Node without SQLite.
 */
export function isOpenElsewhere(persistTo: string): boolean {
  const file = join(persistTo, "v3/kv", KV_OBJECTS, OPEN_ALL_THE_TIME);
  if (!existsSync(file)) return false;
  const database = openDatabase(file, { timeout: 0, readOnly: false });
  if (database === undefined) return false;
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    return /locked|busy/.test((error as Error).message);
  } finally {
    database.close();
  }
}
