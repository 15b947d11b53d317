/** The document of a folder. */
const INDEX = "index.html";

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return path === "" || path.endsWith("/");
}

/** The path of a folder's document. */
export function indexOf(folder: string): string {
  return isFolder(folder) ? folder + INDEX : `${folder}/${INDEX}`;
}

/** Whether a path ends with the name of a file, and not of a page or a folder. */
export function hasExtension(path: string): boolean {
  return /\.[^/]*$/.test(path);
}
