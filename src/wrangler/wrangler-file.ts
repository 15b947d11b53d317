import { readFileSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { fileError } from "../../schema/file-error.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import { withoutMark } from "../../schema/source/utf8.ts";
import { nearest } from "../folders/folders-from.ts";
import type { WantedBinding } from "./binding.ts";
import { WranglerFileError } from "./file-problem.ts";
import { formatOf } from "./formats.ts";
import { environmentOf, readNamespaces, type WranglerEnvironment } from "./read-namespaces.ts";
import { type NewNamespaces, setNamespaces } from "./set-namespaces.ts";

/** The names of wrangler's configuration files, in the order in which wrangler looks for them. */
const NAMES = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"];

/**
 * The wrangler file that belongs to a folder: in it, or in the nearest folder above.
 *
 * @throws CannotRunError if there is none.
 */
export function findWranglerFile(folder: string): string {
  const found = wranglerFileOf(folder);
  if (found !== undefined) return found;
  throw new CannotRunError(`there is no wrangler file in ${folder} or above`, {
    help: `Create one (${NAMES.join(", ")}), or give its path with \`--config PATH\`. To begin with: { "name": "shop", "main": "src/worker.ts", "compatibility_date": "2026-11-01" }`,
  });
}

/** The same, or `undefined` if there is none. */
export function wranglerFileOf(folder: string): string | undefined {
  return nearest(resolve(folder), ...NAMES);
}

/** A wrangler file's text, and the file itself if its name is a link to it. */
export interface WranglerFile {
  readonly file: string;
  readonly text: string;
}

/** @throws CannotRunError if the file does not exist, is not UTF-8, or does not have the name of a wrangler file. */
export function readWranglerFile(file: string): WranglerFile {
  const path = resolve(file);
  if (!/\.(jsonc?|toml)$/.test(path)) {
    throw new CannotRunError(`${path} is not a wrangler file`, {
      help: `Give a file that ends with \`.jsonc\`, \`.json\` or \`.toml\`.`,
    });
  }
  try {
    const bytes = readFileSync(path);
    // Decoded strictly: anything that is not UTF-8 would come back changed.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file: realpathSync(path), text };
  } catch (error) {
    if (error instanceof TypeError) {
      throw new CannotRunError(`${path} is not UTF-8`, { cause: error, help: "Save it as UTF-8." });
    }
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new CannotRunError(`there is no wrangler file at ${path}`, {
        help: "Create it, or give another path with `--config PATH`.",
      });
    }
    throw fileError(`${path} cannot be read`, error);
  }
}

/**
 * The edited text of a wrangler file: see {@link setNamespaces}.
 *
 * @throws CannotRunError with the place, if it cannot be edited.
 */
export function editWranglerFile(
  { file, text }: WranglerFile,
  environment: string | undefined,
  wanted: readonly WantedBinding[],
): NewNamespaces {
  try {
    return setNamespaces(text, formatOf(file), environment, wanted);
  } catch (error) {
    throw wranglerFileError("edited", { file, text }, error);
  }
}

/**
 * The top level of a wrangler file, or one of its environments.
 *
 * @throws CannotRunError with the place, if the file cannot be read, or has no such environment.
 */
export function wranglerNamespaces(
  path: string,
  environment: string | undefined,
): WranglerEnvironment {
  const { file, text } = readWranglerFile(path);
  try {
    return environmentOf(readNamespaces(withoutMark(text), formatOf(file)), environment);
  } catch (error) {
    throw wranglerFileError("read", { file, text }, error);
  }
}

/**
 * Turns an error in a wrangler file into one for people; returns any other error as it is.
 *
 * @param what what cannot be done with it.
 */
export function wranglerFileError(
  what: "edited" | "read",
  { file, text }: WranglerFile,
  error: unknown,
): unknown {
  if (!(error instanceof WranglerFileError)) return error;
  return new CannotRunError(`the wrangler file cannot be ${what}: ${error.message}`, {
    cause: error,
    place: placeAt(file, withoutMark(text), error.offset),
    help: error.help,
  });
}
