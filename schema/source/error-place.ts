import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { escapeRegExp } from "../key-pattern.ts";
import type { Place } from "../problem.ts";
import { parseCode } from "./oxc.ts";
import { placeAt } from "./place-at.ts";

/**
 * The place of an error in the author's own code.
 *
 * @param file the module that was imported, for errors without a place.
 */
export function errorPlace(error: unknown, file: string): Place {
  const start = { file, line: 1, column: 1 };
  if (!(error instanceof Error)) return start;
  const place =
    brokenPackage(error) ?? missingImport(error) ?? syntaxPlace(error) ?? thrownPlace(error);
  return place ?? (error instanceof SyntaxError ? parserPlace(file) : undefined) ?? start;
}

/** For a package.json that is not JSON, Node gives only the path, in the message. */
function brokenPackage({ message }: Error): Place | undefined {
  const [, file] = /^Invalid package config (.+package\.json)/.exec(message) ?? [];
  if (file === undefined) return undefined;
  const text = readFileSync(file, "utf8");
  try {
    JSON.parse(text);
    return { file, line: 1, column: 1 };
  } catch (error) {
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(String(error)) ?? [];
    // The parser names no place if the text ends too early.
    return line === undefined
      ? placeAt(file, text, text.trimEnd().length)
      : { file, line: Number(line), column: Number(column) };
  }
}

/** Node names the importing file only in the message. */
function missingImport({ message }: Error): Place | undefined {
  const [, missing, importer] = /'([^']+)'.* imported from (\S.*)$/m.exec(message) ?? [];
  if (missing === undefined || importer === undefined) return undefined;
  const text = readFileSync(importer, "utf8");
  const name = escapeRegExp(/[^/\\]+$/.exec(missing)?.[0] ?? missing);
  const quoted = `["'](?:[^"'\n]*/)?${name}(?:/[^"'\n]*)?["']`;
  const found = new RegExp(`(?:from|import)[\\s(]*(${quoted})`).exec(text);
  if (found === null) return { file: importer, line: 1, column: 1 };
  const end = found.index + found[0].length;
  return placeAt(importer, text, end - (found[1] ?? "").length, end);
}

/** Node puts the place of most syntax errors before the stack: `file:line`, the line, a caret. */
function syntaxPlace({ stack = "" }: Error): Place | undefined {
  const [head = "", ...lines] = stack.split("\n");
  const [, where, line] = /^(\/.+|file:\/\/.+|[A-Za-z]:\\.+):(\d+)$/.exec(head) ?? [];
  if (where === undefined) return undefined;
  const caret = lines.find((text) => /^\s*\^+\s*$/.test(text));
  const start = { file: toPath(where), line: Number(line), column: 1 };
  if (caret !== undefined) return { ...start, column: caret.indexOf("^") + 1 };
  // If the text ends too early, there is nothing to point at.
  return parserPlace(start.file) ?? start;
}

/** A stack frame: with its URL, or, in older Nodes, which require modules, with its path. */
const FRAME = /^\s+at (?:async )?(?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\)[^\s)]+):(\d+):(\d+)/gm;

/** The innermost frame of the author's own code: called by Node's loader, but not in a package. */
function thrownPlace({ stack = "" }: Error): Place | undefined {
  const [own = ""] = stack.split(/^.*node:internal\/modules/m);
  for (const [, file = "", line, column] of own.matchAll(FRAME)) {
    if (packageOf(file) !== undefined) continue;
    return { file: toPath(file), line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Where the author's own code made a call; and the package that made it on its behalf, if one did. */
export function callPlace(call: Error): {
  readonly place?: Place | undefined;
  readonly caller?: string | undefined;
} {
  const [[, file = ""] = []] = (call.stack ?? "").matchAll(FRAME);
  return { place: thrownPlace(call), caller: packageOf(file) };
}

function packageOf(file: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

/** For some syntax errors, Node gives no place: those in plain JavaScript, and at the end of a text. */
function parserPlace(file: string): Place | undefined {
  const text = readFileSync(file, "utf8");
  const [label] = parseCode(file, text).errors[0]?.labels ?? [];
  return label && placeAt(file, text, label.start, label.end);
}

function toPath(where: string): string {
  return where.startsWith("file://") ? fileURLToPath(where) : where;
}
