import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import mime from "mime";
import type { AssetRecord, RawRecord } from "./record.ts";

/**
 * Reads the files of a folder as asset records, in the order of their paths. Hidden files are left
 * out: a `.DS_Store` or `.env` is not meant for visitors.
 *
 * @param param the key template's parameter that takes a file's path, with `/` on every system.
 */
export async function* readFolder(folder: string, param: string): AsyncGenerator<RawRecord> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(folder, file)
          .split(sep)
          .some((part) => part.startsWith(".")),
    )
    .sort();
  for (const file of files) {
    const value = await readFile(file);
    const path = relative(folder, file).split(sep).join("/");
    const record: AssetRecord = {
      params: { [param]: path },
      value,
      metadata: {
        contentType: contentType(path),
        etag: `"${createHash("sha256").update(value).digest("base64url").slice(0, 27)}"`,
        size: value.byteLength,
      },
    };
    yield { record, place: () => ({ file, line: 1, column: 1 }) };
  }
}

function contentType(path: string): string {
  const type = mime.getType(path) ?? "application/octet-stream";
  return /^text\/|^application\/(javascript|json)$/.test(type) ? `${type}; charset=utf-8` : type;
}
