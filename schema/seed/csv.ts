import { Readable } from "node:stream";
import { type CsvError, type Info, parse } from "csv-parse";
import { isRecord } from "../../src/runtime/issue.ts";
import { CannotRunError } from "../cannot-run.ts";
import { counted } from "../counted.ts";
import type { Place } from "../problem.ts";
import type { SeedCollection } from "./collection.ts";
import { type CsvColumn, csvColumn } from "./csv-column.ts";
import type { RawRecord } from "./record.ts";
import { readUtf8Lines } from "./utf8.ts";

/** A line's cells; an empty cell without quotes is absent. */
type Cells = readonly (string | undefined)[];

/**
 * Reads the lines of a CSV file (RFC 4180, UTF-8) as records. The first one names the columns.
 *
 * @throws CannotRunError if the file is not CSV, or a column is not part of the collection.
 */
export async function* readCsv(
  file: string,
  collection: SeedCollection,
): AsyncGenerator<RawRecord> {
  let nextLine = 1;
  const lines = parse({
    info: true,
    skip_empty_lines: true,
    // Too many or too few cells are a fault of that line alone.
    relax_column_count: true,
    // Called while it parses, ahead of the records that are read from it.
    on_record(record, { lines }) {
      nextLine = lines + 1;
      return record;
    },
    cast: (text, { quoting }) => (text === "" && !quoting ? undefined : text),
  });
  const bytes = Readable.from(readUtf8Lines(file)).on("error", (error) => lines.destroy(error));
  bytes.pipe(lines);
  let columns: readonly CsvColumn[] | undefined;
  try {
    for await (const { record, info } of lines as AsyncIterable<{ record: Cells; info: Info }>) {
      const { lines } = info;
      const place = () => ({ file, line: firstLine(record, lines), column: 1 });
      if (columns === undefined) columns = readHeader(record, collection, place());
      else if (record.length !== columns.length) {
        const [had, wanted] = [record, columns].map(({ length }) => counted(length, "cell"));
        yield { fault: `it has ${had}, but the first line has ${wanted}`, place };
      } else yield { record: recordOf(record, columns), place };
    }
  } catch (error) {
    throw csvError(error, { file, line: nextLine, column: 1 });
  } finally {
    bytes.destroy();
  }
  if (columns !== undefined) return;
  throw new CannotRunError("the seed is empty: it has no line that names the columns", {
    place: { file, line: 1, column: 1 },
    help: "Start with a line such as `params.id,value.name`.",
  });
}

/** The parser counts lines up to the end of a record, but quoted cells may have several. */
function firstLine(cells: Cells, lines: number): number {
  const breaks = cells.reduce((sum, cell) => sum + (cell?.match(/\r\n|[\r\n]/g)?.length ?? 0), 0);
  return lines - breaks;
}

function readHeader(names: Cells, collection: SeedCollection, place: Place): readonly CsvColumn[] {
  const seen = new Map<string, string>();
  return names.map((cell, index) => {
    const name = cell?.trim() ?? "";
    const column = name === "" ? undefined : csvColumn(name, collection);
    if (column === undefined) {
      const what =
        name === ""
          ? `column ${index + 1} has no name`
          : `the column ${JSON.stringify(name)} is not part of \`${collection.model.name}\``;
      throw new CannotRunError(what, {
        place,
        help: /[;\t]/.test(name)
          ? "Save the file with commas between its cells."
          : "Name a parameter or a field of the value, or write `params.…`, `value.…`, `metadata.…` or `ttl`.",
      });
    }
    const path = column.path.join(".");
    for (const [other, before] of seen) {
      const [outer, inner] = other.length < path.length ? [other, path] : [path, other];
      if (inner !== outer && !inner.startsWith(`${outer}.`)) continue;
      const both = `the columns ${JSON.stringify(before)} and ${JSON.stringify(name)}`;
      throw new CannotRunError(
        inner === outer ? `${both} are both \`${path}\`` : `${both} both have \`${inner}\``,
        { place, help: "Keep one of them." },
      );
    }
    seen.set(path, name);
    return column;
  });
}

function recordOf(cells: Cells, columns: readonly CsvColumn[]): unknown {
  const record: Record<string, unknown> = {};
  for (const [index, { path, read }] of columns.entries()) {
    const cell = cells[index];
    if (cell === undefined) continue;
    let parent = record;
    for (const name of path.slice(0, -1)) {
      const inner = Object.hasOwn(parent, name) ? parent[name] : {};
      define(parent, name, inner);
      parent = inner as Record<string, unknown>;
    }
    define(parent, path.at(-1) ?? "", read(cell));
  }
  // A value whose cells are all empty is an empty object: its fields may have defaults.
  const hasFields = columns.some(({ path }) => path[0] === "value" && path.length > 1);
  const whole: Record<string, unknown> = hasFields ? { value: {}, ...record } : record;
  for (const [index, { path, isNullable }] of columns.entries()) {
    if (cells[index] !== undefined || isNullable !== true) continue;
    const parent = path.slice(0, -1).reduce<unknown>(memberOf, whole);
    if (isRecord(parent)) define(parent, path.at(-1) ?? "", null);
  }
  return whole;
}

function memberOf(parent: unknown, name: string): unknown {
  return isRecord(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

/** A field may be called `__proto__`. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/** The parser's errors in words: its own messages show part of the cell, which may be secret. */
const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened in the record that starts here, and never closed",
  CSV_INVALID_CLOSING_QUOTE: "a cell continues after its closing quote",
  INVALID_OPENING_QUOTE: "a cell contains a quote but does not start with one",
};

/** @param next the start of the record after the last good one. */
function csvError(error: unknown, next: Place): unknown {
  const { code } = error as CsvError;
  const fault = FAULTS[code];
  if (fault === undefined) return error;
  return new CannotRunError(`the seed is not CSV: ${fault}`, {
    place: next,
    help: 'Put a cell with a comma, a quote or a line break in quotes, and double each quote in it: `"say ""hi"""`.',
  });
}
