import type { Format } from "./format.ts";
import { formatJson } from "./json.ts";
import { formatPretty } from "./pretty.ts";

export type { Format, FormatOptions } from "./format.ts";
export { sortProblems } from "./sort-problems.ts";

/** The output formats by the name that `--format` takes. */
export const formats = {
  pretty: formatPretty,
  json: formatJson,
} as const satisfies Readonly<Record<string, Format>>;
