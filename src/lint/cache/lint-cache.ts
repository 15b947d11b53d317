import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Place, Problem } from "../../../schema/problem.ts";
import { readFileIfPossible } from "../../files/read-file.ts";
import type { CheckedSource } from "../check-source.ts";
import type { Silence } from "../silence/silence.ts";
import { hashOf } from "./hash.ts";

/** The result for a file, with the hashes of the texts that it depends on. Paths are relative to the root. */
interface Entry {
  readonly hash: string;
  /** The other files that were read for it; `null` if a file did not exist. */
  readonly dependencies: Readonly<Record<string, string | null>>;
  readonly problems: readonly Omit<Problem, "file">[];
  readonly silences: readonly (Omit<Silence, "place"> & { readonly place: Omit<Place, "file"> })[];
}

/**
 * The results for source files from an earlier run, by the hash of their text. The content counts, not
 * the time of the last change, so that a fresh checkout finds what is known, and a changed file is never
 * mistaken for an old one.
 */
export class LintCache {
  readonly #file: string;
  readonly #root: string;
  /** What the path of a file in that folder starts with. */
  readonly #below: string;
  readonly #inputs: string;
  readonly #known: ReadonlyMap<string, Entry>;
  readonly #current = new Map<string, Entry>();
  readonly #hashes = new Map<string, string | null>();
  #hasNew = false;

  /**
   * Reads the cache. One that is broken, or was written with other inputs, counts as empty.
   *
   * @param root the folder that paths are relative to, so that a project may be moved.
   * @param inputs what all findings depend on besides the files.
   */
  constructor(file: string, root: string, inputs: string) {
    this.#file = file;
    this.#root = resolve(root);
    this.#below = this.#root.endsWith(sep) ? this.#root : this.#root + sep;
    this.#inputs = inputs;
    this.#known = readEntries(file, inputs);
  }

  /** The result for a file with this text, if nothing that it depends on has changed. */
  find(path: string, text: string): CheckedSource | undefined {
    const name = this.#nameOf(path);
    const entry = this.#known.get(name);
    if (entry === undefined || entry.hash !== hashOf(text)) return undefined;
    const isCurrent = ([other, hash]: readonly [string, string | null]) =>
      this.#hashOfFile(resolve(this.#root, other)) === hash;
    if (!Object.entries(entry.dependencies).every(isCurrent)) return undefined;
    this.#current.set(name, entry);
    return {
      dependencies: new Set(
        Object.keys(entry.dependencies).map((other) => resolve(this.#root, other)),
      ),
      problems: entry.problems.map((problem) => ({ ...problem, file: path })),
      silences: entry.silences.map(({ place, ...silence }) => ({
        ...silence,
        place: { ...place, file: path },
      })),
    };
  }

  /** Keeps the result for a file. */
  keep(path: string, text: string, { problems, silences, dependencies }: CheckedSource): void {
    this.#hasNew = true;
    this.#current.set(this.#nameOf(path), {
      hash: hashOf(text),
      dependencies: Object.fromEntries(
        [...dependencies].map((other) => [this.#nameOf(other), this.#hashOfFile(other)]),
      ),
      problems: problems.map(({ file: _, ...problem }) => problem),
      silences: silences.map(({ place: { file: _, ...place }, ...silence }) => ({
        ...silence,
        place,
      })),
    });
  }

  /**
   * Writes what is known now, if that has changed.
   *
   * @param isWhole whether all files were checked, so that any others no longer exist.
   */
  save(isWhole: boolean): void {
    const hasFewer = isWhole && this.#current.size < this.#known.size;
    if (!this.#hasNew && !hasFewer) return;
    const entries = isWhole ? this.#current : new Map([...this.#known, ...this.#current]);
    const body = JSON.stringify([...entries]);
    write(this.#file, `${seal(this.#inputs, body)}\n${body}`);
  }

  #nameOf(path: string): string {
    // Nearly all are below the root, where `relative` would give the same.
    return path.startsWith(this.#below)
      ? path.slice(this.#below.length)
      : relative(this.#root, path);
  }

  /** `null` if there is no such file, or it cannot be read. */
  #hashOfFile(path: string): string | null {
    const known = this.#hashes.get(path);
    if (known !== undefined) return known;
    const text = readFileIfPossible(path);
    const hash = text === undefined ? null : hashOf(text);
    this.#hashes.set(path, hash);
    return hash;
  }
}

/** The cache's first line: it does not match a text that was cut off, nor other inputs. */
function seal(inputs: string, body: string): string {
  return hashOf(`${hashOf(inputs)}${body}`);
}

function readEntries(file: string, inputs: string): ReadonlyMap<string, Entry> {
  const text = readFileIfPossible(file) ?? "";
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== seal(inputs, body)) return new Map();
  return new Map(JSON.parse(body) as readonly [string, Entry][]);
}

/**
 * Writes the cache under another name first, because two runs may write at the same time. It is not
 * flushed to the disk, which takes longer than all else: its seal shows if a power failure lost a part.
 */
function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch {
    // Without a cache the next run only takes longer.
    removeIfAny(temporary);
  }
}

function removeIfAny(file: string): void {
  try {
    rmSync(file);
  } catch {
    // It was not even created.
  }
}
