import { sep } from "node:path";
import { readFileIfPossible } from "../../../files/read-file.ts";
import { type ParsedFile, parseSource } from "../parsed-file.ts";
import { PathAliases } from "./path-aliases.ts";

/** The modules that linted files import, each read and parsed once, when first asked for. */
export class Modules {
  readonly #files = new Map<string, ParsedFile | undefined>();
  readonly aliases = new PathAliases();

  /** A module by its path; undefined if there is none, or it does not parse. */
  at(path: string): ParsedFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, readModule(path));
    return this.#files.get(path);
  }

  /** A file that was already read as a module, if its text is still the same. */
  known(path: string, text: string): ParsedFile | undefined {
    const file = this.#files.get(path);
    return file?.text === text ? file : undefined;
  }
}

/** The code of packages is not the project's. */
const PACKAGES = `${sep}node_modules${sep}`;

function readModule(path: string): ParsedFile | undefined {
  if (path.includes(PACKAGES)) return undefined;
  const text = readFileIfPossible(path);
  const file = text === undefined ? undefined : parseSource(path, text);
  return file !== undefined && "program" in file ? file : undefined;
}
