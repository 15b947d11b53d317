import { statSync } from "node:fs";
import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { CannotRunError } from "../cannot-run.ts";
import type { SeedModel } from "../model.ts";
import { authorsError } from "../modules/authors-error.ts";
import { importModule } from "../modules/import-module.ts";
import type { Place } from "../problem.ts";
import { jsonFault } from "../source/json-fault.ts";
import { placeAt, placesIn } from "../source/place-at.ts";
import type { SeedCollection } from "./collection.ts";
import type { RawRecord } from "./record.ts";
import { readUtf8, readUtf8Lines } from "./utf8.ts";

/**
 * Reads the records of a seed one by one.
 *
 * @param file the seed's absolute path; for inline records, the schema file's.
 * @param collection the collection of the records, which determines how cells of CSV are read.
 * @throws CannotRunError if the file is missing or is not in its format, with the place.
 */
export async function* readSeed(
  seed: SeedModel,
  file: string,
  collection: SeedCollection,
): AsyncGenerator<RawRecord> {
  if (seed.source === "inline") {
    yield* seed.records.map((record, index) => ({ record, path: [index] }));
    return;
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  const [what, found] =
    seed.source === "folder" ? ["folder", stats?.isDirectory()] : ["file", stats?.isFile()];
  if (found !== true && stats !== undefined) {
    const other = what === "folder" ? "file" : "folder";
    throw new CannotRunError(`${seed.path} is a ${other}, not a ${what}`, {
      help: `Name a ${what}: the path is relative to the schema file.`,
    });
  }
  if (found !== true) {
    throw new CannotRunError(`there is no ${what} ${seed.path}`, {
      help: "Create it, or fix the path: it is relative to the schema file.",
    });
  }
  // Formats that need a library are loaded only if a seed has them.
  switch (seed.source) {
    case "json":
      yield* readJson(file);
      break;
    case "ndjson":
      yield* readNdjson(file);
      break;
    case "csv":
      yield* (await import("./csv.ts")).readCsv(file, collection);
      break;
    case "module":
      yield* readModule(file);
      break;
    case "folder":
      yield* (await import("./folder.ts")).readFolder(
        file,
        collection.model.key.params[0]?.name ?? "",
      );
      break;
  }
}

function* readJson(file: string): Generator<RawRecord> {
  const text = readUtf8(file);
  const records = parseJson(file, text);
  if (!Array.isArray(records)) {
    const found = records === null ? "null" : typeof records;
    throw new CannotRunError(`the seed is a JSON ${found}, not an array of records`, {
      place: placeAt(file, text, /\S/.exec(text)?.index ?? 0),
      help: 'Write `[{ "params": { … }, "value": … }, …]`.',
    });
  }
  const places = elementPlaces(file, text);
  for (const [index, record] of records.entries()) yield { record, place: () => places(index) };
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { reason, offset } = faultIn(text);
    throw new CannotRunError(
      `the seed is not JSON: ${text.trim() === "" ? "it is empty" : reason}`,
      { place: placeAt(file, text, offset), help: "Fix the file's syntax." },
    );
  }
}

/** Why a text is not JSON, and where. Node's own message shows part of the text, which may be secret. */
function faultIn(text: string): { readonly reason: string; readonly offset: number } {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  return error === undefined
    ? { reason: "its syntax is wrong", offset: 0 }
    : { reason: jsonFault(error.error), offset: error.offset };
}

/** The places of an array's elements. Finding them takes several times as long as reading them. */
function elementPlaces(file: string, text: string): (index: number) => Place {
  let elements: readonly Node[] | undefined;
  let place: ReturnType<typeof placesIn> | undefined;
  return (index) => {
    elements ??= parseTree(text)?.children ?? [];
    place ??= placesIn(file, text);
    const { offset, length } = elements[index] ?? { offset: 0, length: 0 };
    return place(offset, offset + length);
  };
}

async function* readNdjson(file: string): AsyncGenerator<RawRecord> {
  let line = 0;
  for await (const piece of readUtf8Lines(file)) {
    const lines = piece.toString().split("\n");
    // The last line ends with a line feed as well.
    if (lines.at(-1) === "") lines.pop();
    for (const text of lines) {
      line++;
      if (text.trim() !== "") yield recordOfLine(text, { file, line, column: 1 });
    }
  }
}

/** @throws CannotRunError if the whole file is in another format. */
function recordOfLine(text: string, place: Place): RawRecord {
  try {
    return { record: JSON.parse(text), place: () => place };
  } catch {
    if (place.line === 1 && text.startsWith("[")) {
      throw new CannotRunError(
        "the seed is a JSON array over several lines, not one record per line",
        {
          place,
          help: "Give the file a name that ends with `.json`, or write one record per line.",
        },
      );
    }
    const { reason, offset } = faultIn(text);
    const fault = `the line is not JSON: ${reason}`;
    return { fault, place: () => ({ ...place, column: offset + 1 }) };
  }
}

async function* readModule(file: string): AsyncGenerator<RawRecord> {
  const exported = (await importModule(file))["default"];
  const place = { file, line: 1, column: 1 };
  try {
    const source: unknown = typeof exported === "function" ? await exported() : exported;
    if (isIterable(source)) {
      for await (const record of source) yield { record, place: () => place };
      return;
    }
  } catch (error) {
    throw authorsError(error, file);
  }
  throw new CannotRunError("the seed module's default export provides no records", {
    place,
    help: "Export an array, an iterable or a generator function of `{ params, value }` by default.",
  });
}

function isIterable(source: unknown): source is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    typeof source === "object" &&
    source !== null &&
    (Symbol.iterator in source || Symbol.asyncIterator in source)
  );
}
