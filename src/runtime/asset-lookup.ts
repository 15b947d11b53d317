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

/** The file path of a page that is requested without `.html`. */
export function pageOf(path: string): string {
  return path + PAGE;
}

/** Whether a path ends with the name of a file, and not of a page or a folder. */
export function hasExtension(path: string): boolean {
  return /\.[^/]*$/.test(path);
}

/**
 * The paths of the files that may answer a path, in lookup order.
 *
 * @param cleanUrls whether pages are found without `.html`: because most files have an extension, a path without
 * one is first treated as a page.
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
