import { createReadStream, readFileSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { CannotRunError } from "../cannot-run.ts";
import { authorsError, importModule } from "../load.ts";
import type { SeedModel } from "../model.ts";
import { placeAt } from "../source/place-at.ts";
import { readCsv } from "./csv.ts";
import { readFolder } from "./folder.ts";
import type { SeedTarget } from "./prepare.ts";
import type { RawRecord } from "./record.ts";

/**
 * Reads the records of a seed one by one.
 *
 * @param file the seed's absolute path; for inline records, the schema file's.
 * @param target what the records are for, which says how cells of CSV are read.
 * @throws CannotRunError where the file is missing or is not of its format, with the place.
 */
export async function* readSeed(
  seed: SeedModel,
  file: string,
  target: SeedTarget,
): AsyncGenerator<RawRecord> {
  if (seed.source === "inline") {
    yield* seed.records.map((record, index) => ({ record, path: [index] }));
    return;
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  const [what, found] =
    seed.source === "folder" ? ["folder", stats?.isDirectory()] : ["file", stats?.isFile()];
  if (found !== true) {
    throw new CannotRunError(`there is no ${what} ${seed.path}`, {
      help: "Create it, or mend the path: it is relative to the schema file.",
    });
  }
  switch (seed.source) {
    case "json":
      yield* readJson(file);
      break;
    case "ndjson":
      yield* readNdjson(file);
      break;
    case "csv":
      yield* readCsv(file, target);
      break;
    case "module":
      yield* readModule(file);
      break;
    case "folder":
      yield* readFolder(file, target.model.key.params[0]?.name ?? "");
      break;
  }
}

function* readJson(file: string): Generator<RawRecord> {
  const text = readFileSync(file, "utf8");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    throw new CannotRunError(
      `the seed is not JSON: ${error === undefined ? "it is empty" : printParseErrorCode(error.error)}`,
      { place: placeAt(file, text, error?.offset ?? 0), help: "Mend the file's syntax." },
    );
  }
  if (tree.type !== "array") {
    throw new CannotRunError(`the seed is a JSON ${tree.type}, not an array of records`, {
      place: placeAt(file, text, tree.offset),
      help: 'Write `[{ "params": { … }, "value": … }, …]`.',
    });
  }
  const records: readonly unknown[] = JSON.parse(text);
  for (const [index, node] of (tree.children ?? []).entries()) {
    yield { record: records[index], place: nodePlace(file, text, node) };
  }
}

function nodePlace(file: string, text: string, { offset, length }: Node) {
  return placeAt(file, text, offset, offset + length);
}

async function* readNdjson(file: string): AsyncGenerator<RawRecord> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line++;
    if (text.trim() === "") continue;
    const place = { file, line, column: 1 };
    try {
      yield { record: JSON.parse(text), place };
    } catch (error) {
      throw new CannotRunError(`the line is not JSON: ${(error as Error).message}`, {
        place,
        help: "Write one record a line.",
      });
    }
  }
}

async function* readModule(file: string): AsyncGenerator<RawRecord> {
  const exported = (await importModule(file))["default"];
  const place = { file, line: 1, column: 1 };
  try {
    const source: unknown = typeof exported === "function" ? await exported() : exported;
    if (isIterable(source)) {
      for await (const record of source) yield { record, place };
      return;
    }
  } catch (error) {
    throw authorsError(error, file);
  }
  throw new CannotRunError("the seed module's default export gives no records", {
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
