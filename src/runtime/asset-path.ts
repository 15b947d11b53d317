import { addIssue } from "./issue.ts";
import { type KeyParam, textParam } from "./key-param.ts";

/**
 * Finds the path of a file in the path of a request.
 *
 * Each segment is decoded separately and only once. One that is empty, `.` or `..`, or that contains a slash, a
 * backslash or NUL, is not part of a file's path: a Worker that also checks the request's path, to guard a part of
 * the site, must not see a different file in it.
 *
 * @param mount the start of request paths; it ends with a slash.
 * @returns `null` if no file can have the path, `undefined` if the path is not percent-encoded UTF-8.
 */
export function assetPath(pathname: string, mount: string): string | null | undefined {
  let segments: string[];
  try {
    segments = pathname.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
  // The text before the first slash is empty, as is the text after the slash of a folder.
  if (segments.some((segment, at) => at > 0 && at < segments.length - 1 && segment === "")) {
    return null;
  }
  if (segments.some(isNoName)) return null;
  const path = segments.join("/");
  return path.startsWith(mount) ? path.slice(mount.length) : null;
}

/** Whether a file with this path can be requested: {@link assetPath} returns no other. */
export function isFilePath(path: string): boolean {
  return path.split("/").every((segment) => segment !== "" && !isNoName(segment));
}

/**
 * The path of a file. A file at `/a.png`, as the path is in a URL, would never be found by a request.
 *
 * Whichever form of Unicode a path has, its key has the composed one: macOS names files in the decomposed form, and
 * people type links in the composed one.
 */
export function pathParam(name: string, special: RegExp | undefined): KeyParam {
  const { check, encode } = textParam(name, special, (path, issues) => {
    if (isFilePath(path)) return;
    const message =
      "not a file path: write `a/b.png`, without a slash at either end, and without `.`, `..` and backslashes";
    addIssue(issues, "invalid_format", [name], message);
  });
  return { name, check, encode: (path: string) => encode(path.normalize() as never) };
}

function isNoName(segment: string): boolean {
  return /^\.{1,2}$|[/\\\0]/.test(segment);
}
