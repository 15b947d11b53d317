import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createPathsMatcher, getTsconfig, type PathsMatcher } from "get-tsconfig";

/** What the `paths` of the nearest `tsconfig.json` make of a specifier. */
interface Aliases {
  readonly matcher: PathsMatcher | null;
  /** The files that decide it, including missing ones that would decide otherwise. */
  readonly files: readonly string[];
}

/** The `paths` of TypeScript's configuration, read once per folder. */
export class PathAliases {
  readonly #folders = new Map<string, Aliases>();

  /** The paths that a specifier may stand for, without extensions; none if it is a package's name. */
  pathsOf(folder: string, specifier: string): readonly string[] {
    return this.#aliasesOf(folder).matcher?.(specifier) ?? [];
  }

  /** The files that decide what specifiers of a folder's modules stand for. */
  filesFor(folder: string): readonly string[] {
    return this.#aliasesOf(folder).files;
  }

  #aliasesOf(folder: string): Aliases {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const aliases = this.#inherited(folder) ?? aliasesAt(folder);
    this.#folders.set(folder, aliases);
    return aliases;
  }

  /** The aliases of the folder above, which most folders have: one file is then read once for all. */
  #inherited(folder: string): Aliases | undefined {
    const own = join(folder, "tsconfig.json");
    const above = dirname(folder);
    if (above === folder || existsSync(own)) return undefined;
    const { matcher, files } = this.#aliasesOf(above);
    return { matcher, files: [own, ...files] };
  }
}

function aliasesAt(folder: string): Aliases {
  // The files that it reads, as `readFileSync:/path/tsconfig.json:utf8` and the like.
  const reads = new Map<string, never>();
  const matcher = matcherFor(folder, reads);
  const files = new Set(
    [...reads.keys()].map((read) => read.replace(/^\w+:/, "").replace(/:utf8$/, "")),
  );
  return { matcher, files: [...files] };
}

function matcherFor(folder: string, reads: Map<string, never>): PathsMatcher | null {
  try {
    const config = getTsconfig(folder, "tsconfig.json", reads);
    return config && createPathsMatcher(config);
  } catch {
    // TypeScript reports a configuration that does not parse, or extends one that is not installed.
    return null;
  }
}
