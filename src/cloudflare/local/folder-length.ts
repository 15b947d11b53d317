import { join, resolve } from "node:path";
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { KV_OBJECTS } from "./kv-files.ts";

/**
 * How long the path of a database may be, in bytes. SQLite keeps 512, of which 8 are for the names of the files that
 * it adds: `MAX_PATHNAME` in https://github.com/sqlite/sqlite/blob/master/src/os_unix.c, and `sqlite3PagerOpen`.
 */
const MAX_DATABASE_PATH = 504;

/** The path of each namespace's database in the folder of the data: its name is a hash. */
const DATABASE = join("/v3/kv", KV_OBJECTS, `${"0".repeat(64)}.sqlite`);

/** @throws CannotRunError if SQLite could open no database in the folder of the data. */
export function refuseLongFolder(persistTo: string): void {
  const folder = resolve(persistTo);
  const length = Buffer.byteLength(folder);
  const most = MAX_DATABASE_PATH - DATABASE.length;
  if (length <= most) return;
  throw new CannotRunError(
    `the path of the data's folder has ${length} bytes, but SQLite opens files only in folders of up to ${most}: ${folder}`,
    { help: "Name a folder with a shorter path by `--persist-to`, or move the project." },
  );
}
