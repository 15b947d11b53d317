import type { DatabaseSync } from "node:sqlite";
import { MAX_LIST_KEYS } from "../../runtime/limits.ts";
import type { BulkPut, KeyPage, ListOptions, PutOptions } from "./kv-data.ts";
import { openDatabase } from "./sqlite.ts";

/** Statements exactly as in Miniflare: SQLite stores their text. */
const ENTRIES = `CREATE TABLE _mf_entries (
  key TEXT PRIMARY KEY,
  blob_id TEXT NOT NULL,
  expiration INTEGER,
  metadata TEXT
)`;
const EXPIRATIONS = "CREATE INDEX _mf_entries_expiration_idx ON _mf_entries(expiration)";

/** Milliseconds to wait for another process's write. workerd itself does not wait. */
const LOCK_TIMEOUT = 5_000;

/** A record without its value, which is in a file. */
export interface Row {
  readonly blobId: string;
  readonly metadata: unknown;
  /** Seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Opens Miniflare's database of a KV namespace, and creates it if there is none.
 *
 * @param readOnly whether it exists and is only read, which never makes another process wait that has it open.
 * @returns `undefined` if it does not have exactly the known form.
 */
export function openTable(
  file: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): DatabaseSync | undefined {
  const database = openDatabase(file, { timeout: LOCK_TIMEOUT, readOnly });
  if (database === undefined) return undefined;
  try {
    // What is in the log survives the end of a process. Nobody waits for the disk to confirm each commit: the
    // values are in separate files, for which nobody waits either.
    database.exec("PRAGMA synchronous = NORMAL");
    if (!readOnly) makeTable(database);
    if (isAsKnown(database)) return database;
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return undefined;
}

/** Sets up a new database as Miniflare does. */
function makeTable(database: DatabaseSync): void {
  if (statements(database).length > 0) return;
  // As workerd opens its databases.
  database.exec("PRAGMA journal_mode = WAL");
  transaction(database, () => database.exec(`${ENTRIES}; ${EXPIRATIONS}`));
}

/** Whether a database is set up as by Miniflare, with nothing else. */
function isAsKnown(database: DatabaseSync): boolean {
  const found = statements(database);
  return found.length === 2 && found[0] === ENTRIES && found[1] === EXPIRATIONS;
}

/** The statements that created a database. An index that SQLite makes itself has none. */
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
 * @param blobIds the ids of the pairs' values, in order.
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

/** Deletes rows in one commit. Returns the ids of their blobs. */
export function deleteRows(database: DatabaseSync, keys: readonly string[]): readonly string[] {
  const remove = database.prepare("DELETE FROM _mf_entries WHERE key = ? RETURNING blob_id");
  return transaction(database, () =>
    keys.flatMap((key) => remove.all(key).map((old) => String(old["blob_id"]))),
  );
}

/** Deletes all rows in one commit. Returns the ids of their blobs. */
export function deleteAllRows(database: DatabaseSync): readonly string[] {
  const remove = database.prepare("DELETE FROM _mf_entries RETURNING blob_id");
  return transaction(database, () => remove.all().map((old) => String(old["blob_id"])));
}

/** Returns the row of a key, unless it does not exist or has expired. */
export function rowOf(database: DatabaseSync, key: string): Row | undefined {
  const row = database
    .prepare("SELECT blob_id, expiration, metadata FROM _mf_entries WHERE key = ?")
    .get(key);
  if (row === undefined || hasExpired(row["expiration"])) return undefined;
  return {
    blobId: String(row["blob_id"]),
    metadata: row["metadata"] === null ? null : JSON.parse(String(row["metadata"])),
    expiration: secondsOf(row["expiration"]),
  };
}

/** Returns a page of keys in the order of their bytes, with Miniflare's own cursors. */
export function listRows(
  database: DatabaseSync,
  { prefix = "", limit = MAX_LIST_KEYS, cursor }: ListOptions,
): KeyPage {
  const after = cursor === undefined ? "" : Buffer.from(cursor, "base64").toString();
  const rows = database
    .prepare(
      "SELECT key, expiration, metadata FROM _mf_entries WHERE key > ? AND key >= ? ORDER BY key",
    )
    .iterate(after, prefix);
  const keys: KeyPage["keys"][number][] = [];
  for (const { key, expiration, metadata } of rows) {
    const name = String(key);
    if (!name.startsWith(prefix)) break;
    if (hasExpired(expiration)) continue;
    if (keys.length === limit) {
      const last = Buffer.from(keys.at(-1)?.name ?? "").toString("base64");
      return { keys, list_complete: false, cursor: last };
    }
    keys.push({
      name,
      ...(expiration !== null && { expiration: secondsOf(expiration) ?? 0 }),
      ...(metadata !== null && { metadata: JSON.parse(String(metadata)) }),
    });
  }
  return { keys, list_complete: true };
}

function hasExpired(expiration: unknown): boolean {
  return expiration !== null && Number(expiration) <= Date.now();
}

/** KV's seconds, from milliseconds since the epoch. */
function secondsOf(expiration: unknown): number | undefined {
  return expiration === null ? undefined : Math.floor(Number(expiration) / 1_000);
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
