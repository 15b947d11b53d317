import { registerHooks } from "node:module";
import { isAbsolute } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Records which of the author's files are imported from now on: those that Keyloom is told to import, and those
 * that they import themselves. It leaves out packages, but not missing files.
 *
 * @param files receives their absolute paths.
 */
export function noteImportedFiles(files: Set<string>): void {
  const urls = new Set<string>();
  const note = (url: string) => {
    if (!url.startsWith("file:") || url.includes("/node_modules/")) return;
    urls.add(url);
    files.add(fileURLToPath(url));
  };
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isAuthors = urls.has(context.parentURL ?? "");
      // Keyloom imports its own modules by relative paths, and the author's by their paths or URLs.
      const isWanted = isAuthors
        ? !isKeyloom(specifier)
        : specifier.startsWith("file:") || isAbsolute(specifier);
      try {
        const resolved = nextResolve(specifier, context);
        if (isWanted) note(resolved.url);
        return resolved;
      } catch (error) {
        if (isWanted && isAbsolute(specifier)) note(pathToFileURL(specifier).href);
        else if (isWanted && /^(?:\.|file:)/.test(specifier)) {
          note(new URL(specifier, context.parentURL ?? pathToFileURL("/")).href);
        }
        throw error;
      }
    },
  });
}

function isKeyloom(specifier: string): boolean {
  return specifier === "keyloom" || specifier.startsWith("keyloom/");
}
