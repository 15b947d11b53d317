import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { KvFiles } from "../../src/cloudflare/local/kv-files.ts";

/** Opens the database of the only namespace in a folder of Miniflare's data. */
export function openNamespace(persistTo: string): DatabaseSync {
  const folder = join(persistTo, "v3/kv/miniflare-KVNamespaceObject");
  const [name = ""] = readdirSync(folder).filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  return new DatabaseSync(join(folder, name));
}

/** Creates a namespace's files, and changes them to a form that this Miniflare does not write. */
export async function changeFormat(persistTo: string, id: string, sql: string): Promise<void> {
  await new KvFiles(join(persistTo, "v3/kv")).put(id, []);
  const database = openNamespace(persistTo);
  database.exec(sql);
  database.close();
}

/** The existing blobs of the only namespace, and those that its rows name. */
export function blobsOf(persistTo: string, id: string) {
  const database = openNamespace(persistTo);
  const rows = database.prepare("SELECT blob_id FROM _mf_entries").all();
  database.close();
  return {
    there: new Set(readdirSync(join(persistTo, "v3/kv", id, "blobs"))),
    named: rows.map((row) => String(row["blob_id"])),
  };
}

/** Whether workerd has ever run on a folder: it leaves more there than KV. */
export function hasRun(persistTo: string): boolean {
  return existsSync(join(persistTo, "v3/cache"));
}
