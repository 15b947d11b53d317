import { createPathsMatcher, getTsconfig, type PathsMatcher } from "get-tsconfig";

/** What the `paths` of the nearest `tsconfig.json` make of a specifier. */
interface Aliases {
  readonly matcher: PathsMatcher | null;
  /** The files that say so, also those that are not there and would say otherwise. */
  readonly files: readonly string[];
}

/** The `paths` of TypeScript's configuration, read once a folder. */
export class PathAliases {
  readonly #folders = new Map<string, Aliases>();

  /** The paths that a specifier may stand for, without extensions; none where it is a package's name. */
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
    // What it reads, by `readFileSync:/path/tsconfig.json:utf8` and the like.
    const reads = new Map<string, never>();
    const matcher = matcherFor(folder, reads);
    const files = new Set(
      [...reads.keys()].map((read) => read.replace(/^\w+:/, "").replace(/:utf8$/, "")),
    );
    const aliases = { matcher, files: [...files] };
    this.#folders.set(folder, aliases);
    return aliases;
  }
}

function matcherFor(folder: string, reads: Map<string, never>): PathsMatcher | null {
  try {
    const config = getTsconfig(folder, "tsconfig.json", reads);
    return config && createPathsMatcher(config);
  } catch {
    // A configuration that does not parse, or extends what is not installed, is TypeScript's to tell.
    return null;
  }
}
