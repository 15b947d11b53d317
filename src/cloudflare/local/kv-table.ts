import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "./sqlite.ts";
import type { BulkPut, PutOptions } from "./store.ts";

/** Statements as Miniflare has them: SQLite keeps their very text. */
const ENTRIES = `CREATE TABLE _mf_entries (
  key TEXT PRIMARY KEY,
  blob_id TEXT NOT NULL,
  expiration INTEGER,
  metadata TEXT
)`;
const EXPIRATIONS = "CREATE INDEX _mf_entries_expiration_idx ON _mf_entries(expiration)";

/** Milliseconds that are waited for another process's write. workerd itself waits for none. */
const LOCK_TIMEOUT = 5_000;

/**
 * Opens Miniflare's database of a KV namespace, and makes it where there is none.
 *
 * @returns `undefined` where it has not exactly what it is known to have.
 */
export function openTable(file: string): DatabaseSync | undefined {
  const database = openDatabase(file, LOCK_TIMEOUT);
  if (database === undefined) return undefined;
  try {
    makeTable(database);
    if (isAsKnown(database)) return database;
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

/** Gives a new database what Miniflare gives it. */
function makeTable(database: DatabaseSync): void {
  if (statements(database).length > 0) return;
  // As workerd opens its databases.
  database.exec("PRAGMA journal_mode = WAL");
  transaction(database, () => database.exec(`${ENTRIES}; ${EXPIRATIONS}`));
}

/** Whether a database has what Miniflare gives it, and nothing else. */
function isAsKnown(database: DatabaseSync): boolean {
  const found = statements(database);
  return found.length === 2 && found[0] === ENTRIES && found[1] === EXPIRATIONS;
}

/** What a database was made with. An index that SQLite makes itself has none. */
function statements(database: DatabaseSync): readonly unknown[] {
  const all = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid";
  return database
    .prepare(all)
    .all()
    .map((row) => row["sql"]);
}

/**
 * Writes rows in one commit.
 *
 * @param blobIds of the pairs' values, in their order.
 * @returns the ids of the blobs that no row names any more.
 */
export function putRows(
  database: DatabaseSync,
  pairs: readonly BulkPut[],
  blobIds: readonly string[],
): readonly string[] {
  const before = database.prepare("SELECT blob_id FROM _mf_entries WHERE key = ?");
  const put = database.prepare("INSERT OR REPLACE INTO _mf_entries VALUES (?, ?, ?, ?)");
  const now = Math.floor(Date.now() / 1_000);
  return transaction(database, () =>
    pairs.flatMap(({ key, options }, index) => {
      const old = before.get(key);
      const { metadata = null } = options;
      put.run(
        key,
        blobIds[index] ?? "",
        expirationOf(options, now),
        metadata === null ? null : JSON.stringify(metadata),
      );
      return old === undefined ? [] : [String(old["blob_id"])];
    }),
  );
}

/** Deletes rows in one commit. Gives the ids of their blobs. */
export function deleteRows(database: DatabaseSync, keys: readonly string[]): readonly string[] {
  const remove = database.prepare("DELETE FROM _mf_entries WHERE key = ? RETURNING blob_id");
  return transaction(database, () =>
    keys.flatMap((key) => remove.all(key).map((old) => String(old["blob_id"]))),
  );
}

/** Milliseconds since the epoch, from KV's seconds. */
function expirationOf({ expiration, expirationTtl }: PutOptions, now: number): number | null {
  if (expirationTtl !== undefined) return (now + expirationTtl) * 1_000;
  return expiration === undefined ? null : expiration * 1_000;
}

/** Does all of it in one commit, or nothing. */
function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
