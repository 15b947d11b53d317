import { isHeader } from "../../src/runtime/headers.ts";
import { isRecord } from "../../src/runtime/issue.ts";
import type { Kind } from "./kind.ts";

/** The path under which files are served. */
export const mount: Kind = {
  expected: "a path such as `/static`, of letters, digits, `.`, `-`, `_`, `~` and `@`",
  // Browsers remove some segments that start with a dot from a path.
  accepts: (value) => typeof value === "string" && /^(?:\/[\w~@-][\w.~@-]*)+\/?$|^\/$/.test(value),
};

/** A `Cache-Control`, or several by patterns of paths. */
export const cacheControl: Kind = {
  expected: "a header's text, or an object of them by patterns with at most one `*`",
  accepts: (value) =>
    isRecord(value)
      ? Object.entries(value).every(
          ([pattern, header]) => /^[^*]*\*?[^*]*$/.test(pattern) && isHeaderText(header),
        )
      : isHeaderText(value),
};

/** The compressed forms in which files are also stored. */
export const encodings: Kind = {
  expected: '`true`, `false`, or an array of "br" and "gzip"',
  accepts: (value) =>
    typeof value === "boolean" ||
    (Array.isArray(value) && value.every((one) => one === "br" || one === "gzip")),
};

function isHeaderText(value: unknown): boolean {
  return typeof value === "string" && isHeader(value);
}
