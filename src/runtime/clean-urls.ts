import { hasExtension } from "./asset-lookup.ts";

/** How pages are found without `.html`. No bundle has it unless a collection's `cleanUrls` asks for it. */
export const cleanUrls = {
  /** The file path of a page that is requested without `.html`. */
  pageOf,

  /**
   * The paths of the files that may answer a path, in lookup order. Because most files have an extension, a path
   * without one is first treated as a page.
   */
  filesAt(path: string): readonly string[] {
    return hasExtension(path) ? [path, pageOf(path)] : [pageOf(path), path];
  },

  /** The path of a URL without its `.html`, or that of the folder whose document it names; else `undefined`. */
  cleanPath(pathname: string): string | undefined {
    const [, start, name] = /^(.*\/)([^/]+)\.html$/.exec(pathname) ?? [];
    if (start === undefined || name === undefined) return undefined;
    return name === "index" ? start : start + name;
  },
};

export type CleanUrls = typeof cleanUrls;

function pageOf(path: string): string {
  return `${path}.html`;
}
