/** The document of a folder. */
const INDEX = "index.html";
const PAGE = ".html";

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return path === "" || path.endsWith("/");
}

/** The path of a folder's document. */
export function indexOf(folder: string): string {
  return isFolder(folder) ? folder + INDEX : `${folder}/${INDEX}`;
}

/** The path of a page that has a path without `.html`. */
export function pageOf(path: string): string {
  return path + PAGE;
}

/** Whether the name of a file stands at the end of a path, and not that of a page or a folder. */
export function hasExtension(path: string): boolean {
  return /\.[^/]*$/.test(path);
}

/**
 * The paths of the files that may answer a path, in the order in which they are looked for.
 *
 * @param cleanUrls whether pages are found without `.html`: as most files have an extension, a path without
 * one is that of a page first.
 */
export function filesAt(path: string, cleanUrls = false): readonly string[] {
  if (isFolder(path)) return [indexOf(path)];
  if (!cleanUrls) return [path];
  return hasExtension(path) ? [path, pageOf(path)] : [pageOf(path), path];
}

/** The path of a URL without its `.html`, or that of the folder whose document it names; else `undefined`. */
export function cleanPath(pathname: string): string | undefined {
  const [, start, name] = /^(.*\/)([^/]+)\.html$/.exec(pathname) ?? [];
  if (start === undefined || name === undefined) return undefined;
  return name === "index" ? start : start + name;
}
