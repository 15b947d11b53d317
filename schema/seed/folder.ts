import { type Dirent, statSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { isFilePath } from "../../src/runtime/asset-path.ts";
import { entityTag } from "../../src/runtime/entity-tag.ts";
import { MAX_VALUE_BYTES } from "../../src/runtime/limits.ts";
import { CannotRunError } from "../cannot-run.ts";
import { contentType } from "./content-type.ts";
import type { AssetRecord, RawRecord } from "./record.ts";

/**
 * Reads the files of a folder as asset records, in the order of their paths. Hidden files are left
 * out: a `.DS_Store` or `.env` is not meant for visitors, what is in `.well-known` (RFC 8615) is. Links to files are
 * followed, as build tools make them.
 *
 * @param param the key template's parameter that takes a file's path, with `/` on every system.
 * @throws CannotRunError if the folder has no files, or if one cannot be read, such as a link that leads to no file:
 * its content would be missing in KV.
 */
export async function* readFolder(folder: string, param: string): AsyncGenerator<RawRecord> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !isHidden(relative(folder, pathOf(entry))) && isFile(entry))
    .map(pathOf)
    .sort();
  if (files.length === 0) {
    // With `prune`, a build that was forgotten would remove the whole site. Git has no empty folders either.
    throw new CannotRunError(`${basename(folder)} has no files`, {
      help: "Build the site first, or name the folder that has its files.",
    });
  }
  for (const file of files) {
    const place = () => ({ file, line: 1, column: 1 });
    // The form of Unicode that keys have: see `pathParam`.
    const path = relative(folder, file).split(sep).join("/").normalize();
    const read = await readAsset(file, path);
    if ("fault" in read) {
      yield { ...read, place };
      continue;
    }
    const { value } = read;
    const record: AssetRecord = {
      params: { [param]: path },
      value,
      metadata: {
        contentType: contentType(file, value),
        etag: await entityTag(value),
        size: value.byteLength,
      },
    };
    yield { record, place, help: "Give the file a shorter path." };
  }
}

/** The bytes of a file, or why it cannot be an asset. */
async function readAsset(
  file: string,
  path: string,
): Promise<{ readonly value: Uint8Array } | { readonly fault: string; readonly help: string }> {
  if (!isFilePath(path)) {
    return {
      fault: "no request finds a file with a backslash in its path",
      help: "Rename it, or take it out of the folder.",
    };
  }
  try {
    const { size } = await stat(file);
    if (size <= MAX_VALUE_BYTES) return { value: await readFile(file) };
    return {
      fault: `it has ${size} bytes, and KV accepts at most ${MAX_VALUE_BYTES}`,
      help: "Take it out of the folder, and serve it from elsewhere, such as R2.",
    };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    // Node replaces what is not UTF-8, and then finds no such file.
    const isOdd = path.includes("\ufffd");
    throw new CannotRunError(
      isOdd
        ? "a file of the seed has a name that is not UTF-8"
        : "a file of the seed was removed while the folder was read",
      {
        place: { file, line: 1, column: 1 },
        help: isOdd ? "Rename it." : "Run the command again when the folder is complete.",
        cause,
      },
    );
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
