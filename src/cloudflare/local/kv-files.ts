import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import packageJson from "../../../package.json" with { type: "json" };
import { openDatabase } from "./sqlite.ts";
import type { BulkPut, PutOptions } from "./store.ts";

/**
 * The one Miniflare whose files are known. Its format is its own matter, and may change with any version.
 * Source of all that follows: its `workers/kv/namespace.worker.js` and `workers/shared/index.worker.js`.
 */
const KNOWN_MINIFLARE = packageJson.peerDependencies.miniflare;

/** Statements as Miniflare has them: SQLite keeps their very text. */
const ENTRIES = `CREATE TABLE _mf_entries (
  key TEXT PRIMARY KEY,
  blob_id TEXT NOT NULL,
  expiration INTEGER,
  metadata TEXT
)`;
const EXPIRATIONS = "CREATE INDEX _mf_entries_expiration_idx ON _mf_entries(expiration)";

/** The class whose objects are namespaces, which is also the folder of their databases. */
const OBJECT_CLASS = "miniflare-KVNamespaceObject";

/** What Cloudflare makes up: of another id Miniflare might change letters for the file system. */
const ID = /^[0-9a-f]{32}$/;

/** Milliseconds that are waited for another process's write. workerd itself waits for none. */
const LOCK_TIMEOUT = 5_000;

/** Files that are written or removed between two looks at what else there is to do. */
const FILES_AT_A_TIME = 100;

/**
 * Miniflare's own files of KV namespaces, written without workerd: many records in one commit, where
 * Miniflare makes one for each. A namespace is a SQLite database, and each value is a file beside it.
 *
 * Nothing is done to files that are not exactly as they are known, which the answer then says.
 */
export class KvFiles {
  readonly #folder: string;
  readonly #isKnown: boolean;

  /**
   * @param folder where Miniflare keeps KV: `v3/kv` in what `--persist-to` names.
   * @param version that of the Miniflare which reads the files; the installed one unless said otherwise.
   */
  constructor(folder: string, version = installedMiniflare()) {
    this.#folder = folder;
    this.#isKnown = version === KNOWN_MINIFLARE;
  }

  /** @returns whether the pairs are written: all of them or none. */
  async put(namespace: string, pairs: readonly BulkPut[]): Promise<boolean> {
    return this.#change(namespace, async (database, blobs) => {
      const written: string[] = [];
      try {
        // A value is there before its row is, whenever the process may end.
        await inSteps(pairs, ({ value, base64 }) => {
          const id = newBlobId();
          written.push(id);
          writeFileSync(join(blobs, id), value, base64 ? "base64" : "utf8");
        });
        return putRows(database, pairs, written);
      } catch (error) {
        removeBlobs(blobs, written);
        throw error;
      }
    });
  }

  /** @returns whether the keys are deleted: all of them or none. */
  async delete(namespace: string, keys: readonly string[]): Promise<boolean> {
    return this.#change(namespace, async (database) => deleteRows(database, keys));
  }

  /** @param work gives the ids of the blobs that no row names any more. */
  async #change(
    namespace: string,
    work: (database: DatabaseSync, blobs: string) => Promise<readonly string[]>,
  ): Promise<boolean> {
    if (!this.#isKnown || !ID.test(namespace)) return false;
    const blobs = join(this.#folder, namespace, "blobs");
    mkdirSync(join(this.#folder, OBJECT_CLASS), { recursive: true });
    mkdirSync(blobs, { recursive: true });
    const file = join(this.#folder, OBJECT_CLASS, `${objectId(namespace)}.sqlite`);
    const database = openDatabase(file, LOCK_TIMEOUT);
    if (database === undefined) return false;
    try {
      if (!isAsKnown(database)) return false;
      await inSteps(await work(database, blobs), (id) => removeBlobs(blobs, [id]));
      return true;
    } finally {
      database.close();
    }
  }
}

/** Whether a database has what Miniflare gives it, and nothing else. A new one is given it. */
function isAsKnown(database: DatabaseSync): boolean {
  const statements = () =>
    database.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").all();
  if (statements().length === 0) {
    // As workerd opens its databases.
    database.exec("PRAGMA journal_mode = WAL");
    transaction(database, () => database.exec(`${ENTRIES}; ${EXPIRATIONS}`));
  }
  const [entries, expirations, ...others] = statements();
  return (
    entries?.["sql"] === ENTRIES && expirations?.["sql"] === EXPIRATIONS && others.length === 0
  );
}

function putRows(
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

function deleteRows(database: DatabaseSync, keys: readonly string[]): readonly string[] {
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

function removeBlobs(folder: string, ids: readonly string[]): void {
  for (const id of ids) rmSync(join(folder, id), { force: true });
}

/** Leaves others their turn now and then. Files that are written at once wait for their folder anyway. */
async function inSteps<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (let start = 0; start < items.length; start += FILES_AT_A_TIME) {
    for (const item of items.slice(start, start + FILES_AT_A_TIME)) work(item);
    await setImmediate();
  }
}

/** As Miniflare makes them: 32 bytes by chance, and the time. */
function newBlobId(): string {
  const id = randomBytes(40);
  id.writeBigInt64BE(BigInt(Date.now()), 32);
  return id.toString("hex");
}

/** How workerd derives the id of an object from its name, and with it the name of the database. */
function objectId(name: string): string {
  const key = createHash("sha256").update(OBJECT_CLASS).digest();
  const half = (data: string | Buffer) =>
    createHmac("sha256", key).update(data).digest().subarray(0, 16);
  const first = half(name);
  return Buffer.concat([first, half(first)]).toString("hex");
}

function installedMiniflare(): string {
  return createRequire(import.meta.url)("miniflare/package.json").version;
}
