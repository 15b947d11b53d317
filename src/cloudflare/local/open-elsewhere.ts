import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { KV_OBJECTS } from "./kv-files.ts";
import { openDatabase } from "./sqlite.ts";

/**
 * What every workerd has open from its start to its end of each kind of data that it serves, whether its
 * Worker asks for any or not. Seen of workerd 1.20261117.1.
 */
const OPEN_ALL_THE_TIME = "metadata.sqlite";

/**
 * Whether another process runs a workerd on the same data, such as `wrangler dev`.
 *
 * @param persistTo the folder of the data, on which no workerd of this process runs.
 * @returns `false` too where it cannot be told, in a Node without SQLite.
 */
export function isOpenElsewhere(persistTo: string): boolean {
  return isOpen(join(persistTo, "v3/kv", KV_OBJECTS, OPEN_ALL_THE_TIME));
}

/**
 * The databases of data besides KV that some workerd has open. `wrangler dev` opens those of all kinds of data;
 * a workerd of `keyloom dev` those that its Worker has bindings for. That of what Workers log, which it never
 * opens, is told whoever has it.
 */
export function openBesidesKv(persistTo: string): ReadonlySet<string> {
  // KV's own, and that of the Cache API, are always open here: not to be in their way, they are left alone.
  const files = globSync(`v3/*/*/${OPEN_ALL_THE_TIME}-shm`, {
    cwd: persistTo,
    exclude: ["v3/kv", "v3/cache"],
  });
  return new Set(
    files
      .map((file) => file.slice(0, -"-shm".length))
      .filter((file) => isOpen(join(persistTo, file))),
  );
}

/**
 * Whether any process has a database open. SQLite gives one for one's own only where nobody else has it
 * open, and the system forgets the locks of who was killed.
 */
function isOpen(file: string): boolean {
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
