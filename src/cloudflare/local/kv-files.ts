import { createHash, createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { batches } from "../../runtime/batches.ts";
import { isId } from "../is-id.ts";
import type { BulkPut, Found, KeyPage, ListOptions } from "./kv-data.ts";
import { deleteAllRows, deleteRows, listRows, openTable, putRows, rowOf } from "./kv-table.ts";
import { installedMiniflare, KNOWN_MINIFLARE } from "./miniflare-version.ts";

// The format is internal to Miniflare, and may change with any version: only the known one's files are touched.
// Source of what follows, and of the table: its `workers/kv/namespace.worker.js` and `workers/shared/index.worker.js`.

/** The class whose objects are namespaces; it is also the name of the folder of their databases. */
export const KV_OBJECTS = "miniflare-KVNamespaceObject";

/** The number of files that are written or removed before other work gets a turn. */
const FILES_AT_A_TIME = 100;

/**
 * Whether the data of a namespace that was written to are still there. Its folder stays if all records are deleted;
 * somebody may have removed it, to start again.
 *
 * @param persistTo the folder of the data.
 */
export function hasData(persistTo: string, namespace: string): boolean {
  return (
    installedMiniflare() !== KNOWN_MINIFLARE || existsSync(join(persistTo, "v3/kv", namespace))
  );
}

/**
 * Miniflare's own files of KV namespaces, read and written without workerd: many records in one commit, while
 * Miniflare makes one commit per record. A namespace is a SQLite database, and each value is a file beside it.
 *
 * Files that do not have exactly the known form are not touched, which the result then says.
 */
export class KvFiles {
  readonly #folder: string;
  readonly #isKnown: boolean;

  /**
   * @param folder where Miniflare keeps KV: `v3/kv` in what `--persist-to` names.
   * @param version the version of the Miniflare that reads the files; by default the installed one.
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
        // A value exists before its row does, whenever the process may end.
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

  /** @returns whether all keys are deleted: all of them or none. */
  async clear(namespace: string): Promise<boolean> {
    // Does not create a database only to empty it.
    if (this.#isAsKnown(namespace) && !existsSync(this.#database(namespace))) return true;
    return this.#change(namespace, async (database) => deleteAllRows(database));
  }

  /** @returns what is stored under each key; `undefined` if the files do not have the known form. */
  get(namespace: string, keys: readonly string[]): readonly (Found | undefined)[] | undefined {
    return this.#read(
      namespace,
      (database) => keys.map((key) => this.#found(database, namespace, key)),
      keys.map(() => undefined),
    );
  }

  /** @returns a page of keys; `undefined` if the files do not have the known form. */
  list(namespace: string, options: ListOptions): KeyPage | undefined {
    const none: KeyPage = { keys: [], list_complete: true };
    return this.#read(namespace, (database) => listRows(database, options), none);
  }

  /** @param nothing the answer if nothing was ever written. */
  #read<Answer>(
    namespace: string,
    work: (database: DatabaseSync) => Answer,
    nothing: Answer,
  ): Answer | undefined {
    if (!this.#isAsKnown(namespace)) return undefined;
    const file = this.#database(namespace);
    if (!existsSync(file)) return nothing;
    const database = openTable(file, { readOnly: true });
    if (database === undefined) return undefined;
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  #found(database: DatabaseSync, namespace: string, key: string): Found | undefined {
    let missing: string | undefined;
    for (;;) {
      const row = rowOf(database, key);
      // As in Miniflare, a key whose value is gone is gone as well.
      if (row === undefined || row.blobId === missing) return undefined;
      const { blobId, metadata, expiration } = row;
      try {
        const value = new Uint8Array(readFileSync(join(this.#blobs(namespace), blobId)));
        return { value, metadata, expiration };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        // A concurrent write of the key has removed the old value.
        missing = blobId;
      }
    }
  }

  #isAsKnown(namespace: string): boolean {
    // In an id of another form Miniflare might replace letters for the file system.
    return this.#isKnown && isId(namespace);
  }

  #database(namespace: string): string {
    return join(this.#folder, KV_OBJECTS, `${objectId(namespace)}.sqlite`);
  }

  #blobs(namespace: string): string {
    return join(this.#folder, namespace, "blobs");
  }

  /** @param work returns the ids of the blobs that no row names any more. */
  async #change(
    namespace: string,
    work: (database: DatabaseSync, blobs: string) => Promise<readonly string[]>,
  ): Promise<boolean> {
    if (!this.#isAsKnown(namespace)) return false;
    const blobs = this.#blobs(namespace);
    const file = this.#database(namespace);
    mkdirSync(dirname(file), { recursive: true });
    mkdirSync(blobs, { recursive: true });
    const database = openTable(file);
    if (database === undefined) return false;
    try {
      await inSteps(await work(database, blobs), (id) => removeBlobs(blobs, [id]));
      return true;
    } finally {
      database.close();
    }
  }
}

function removeBlobs(folder: string, ids: readonly string[]): void {
  for (const id of ids) rmSync(join(folder, id), { force: true });
}

/** Gives other work a turn now and then. Files that are written concurrently wait for their folder anyway. */
async function inSteps<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (const step of batches(items, FILES_AT_A_TIME)) {
    for (const item of step) work(item);
    await setImmediate();
  }
}

/** As Miniflare makes them: 32 random bytes, and the time. */
function newBlobId(): string {
  const id = randomBytes(40);
  id.writeBigInt64BE(BigInt(Date.now()), 32);
  return id.toString("hex");
}

/** How workerd derives the id of an object from its name, and with it the name of the database. */
function objectId(name: string): string {
  const key = createHash("sha256").update(KV_OBJECTS).digest();
  const half = (data: string | Buffer) =>
    createHmac("sha256", key).update(data).digest().subarray(0, 16);
  const first = half(name);
  return Buffer.concat([first, half(first)]).toString("hex");
}
