/**
 * Finds the path of a file in the path of a request.
 *
 * Each segment is decoded by itself and only once. One that is empty, `.` or `..`, or that holds a
 * slash, a backslash or NUL, is of no file: a Worker that looks at the request's path as well, to
 * guard a part of the site, must not see another file in it.
 *
 * @param mount what paths of requests start with; it ends with a slash.
 * @returns `null` where no file can be, `undefined` where the path is not percent-encoded UTF-8.
 */
export function assetPath(pathname: string, mount: string): string | null | undefined {
  let segments: string[];
  try {
    segments = pathname.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
  // What stands before the first slash is empty, as is what stands behind the slash of a folder.
  if (segments.some((segment, at) => at > 0 && at < segments.length - 1 && segment === "")) {
    return null;
  }
  if (segments.some(isNoName)) return null;
  const path = segments.join("/");
  return path.startsWith(mount) ? path.slice(mount.length) : null;
}

/** Whether a file of this path can be asked for: {@link assetPath} gives no other. */
export function isFilePath(path: string): boolean {
  return path.split("/").every((segment) => segment !== "" && !isNoName(segment));
}

function isNoName(segment: string): boolean {
  return /^\.{1,2}$|[/\\\0]/.test(segment);
}
