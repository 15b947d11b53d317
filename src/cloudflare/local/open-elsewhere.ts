import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { KV_OBJECTS } from "./kv-files.ts";
import { openDatabase } from "./sqlite.ts";

/**
 * The file that every workerd has open from start to end for each kind of data that it serves, whether its
 * Worker uses any or not. Observed with workerd 1.20261117.1.
 */
const OPEN_ALL_THE_TIME = "metadata.sqlite";

/**
 * Whether another process runs a workerd on the same data, such as `wrangler dev`.
 *
 * @param persistTo the folder of the data, on which no workerd of this process runs.
 * @returns `false` also if it cannot be determined, in a Node without SQLite.
 */
export function isOpenElsewhere(persistTo: string): boolean {
  return isOpen(join(persistTo, "v3/kv", KV_OBJECTS, OPEN_ALL_THE_TIME));
}

/**
 * The databases of data other than KV that some workerd has open. `wrangler dev` opens those of all kinds of data;
 * a workerd of `keyloom dev` only those that its Worker has bindings for. The database of Workers' logs, which
 * `keyloom dev` never opens, is always included.
 */
export function openBesidesKv(persistTo: string): ReadonlySet<string> {
  // Those of KV and of the Cache API are always open here: they are left alone, so as not to disturb them.
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
 * Whether any process has a database open. SQLite grants exclusive access only if nobody else has it open, and
 * the system releases the locks of killed processes.
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
