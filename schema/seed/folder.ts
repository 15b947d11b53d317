import { type Dirent, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import mime from "mime";
import { entityTag } from "../../src/runtime/entity-tag.ts";
import { CannotRunError } from "../cannot-run.ts";
import type { AssetRecord, RawRecord } from "./record.ts";

/** Its name has no extension, and Apple wants JSON. */
const JSON_FILES = /(?:^|\/)apple-app-site-association$/;

/**
 * Reads the files of a folder as asset records, in the order of their paths. Hidden files are left
 * out: a `.DS_Store` or `.env` is not meant for visitors, what is in `.well-known` (RFC 8615) is. Links to files are
 * followed, as build tools make them.
 *
 * @param param the key template's parameter that takes a file's path, with `/` on every system.
 * @throws CannotRunError if a link leads to no file: its content would be missing in KV.
 */
export async function* readFolder(folder: string, param: string): AsyncGenerator<RawRecord> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !isHidden(relative(folder, pathOf(entry))) && isFile(entry))
    .map(pathOf)
    .sort();
  for (const file of files) {
    const value = await readFile(file);
    const path = relative(folder, file).split(sep).join("/");
    const record: AssetRecord = {
      params: { [param]: path },
      value,
      metadata: {
        contentType: contentType(path),
        etag: await entityTag(value),
        size: value.byteLength,
      },
    };
    yield { record, place: () => ({ file, line: 1, column: 1 }) };
  }
}

function pathOf(entry: Dirent): string {
  return join(entry.parentPath, entry.name);
}

function isHidden(path: string): boolean {
  return path.split(sep).some((part) => part.startsWith(".") && part !== ".well-known");
}

function isFile(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const file = pathOf(entry);
  const target = statSync(file, { throwIfNoEntry: false });
  if (target?.isFile()) return true;
  const what = target === undefined ? "a missing file" : "a folder";
  throw new CannotRunError(`a file of the seed is a link to ${what}`, {
    place: { file, line: 1, column: 1 },
    help: "Put the files themselves there, or remove the link.",
  });
}

function contentType(path: string): string {
  const type = JSON_FILES.test(path)
    ? "application/json"
    : (mime.getType(path) ?? "application/octet-stream");
  return /^text\/|^application\/(javascript|json)$/.test(type) ? `${type}; charset=utf-8` : type;
}
