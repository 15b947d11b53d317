import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Place, Problem } from "../../../schema/problem.ts";
import type { CheckedSource } from "../check-source.ts";
import type { Silence } from "../silence/silence.ts";
import { hashOf } from "./hash.ts";

/** What a file gave, with the hashes of the texts that it follows from. Paths are relative to the root. */
interface Entry {
  readonly hash: string;
  /** The other files that were read for it; `null` where there was none. */
  readonly dependencies: Readonly<Record<string, string | null>>;
  readonly problems: readonly Omit<Problem, "file">[];
  readonly silences: readonly (Omit<Silence, "place"> & { readonly place: Omit<Place, "file"> })[];
}

/**
 * What source files gave in an earlier run, by the hash of their text. By content, and not by the
 * time of the last change, so that a fresh checkout finds what is known, and a changed file never
 * passes for an old one.
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

  /** What a file with this text gave, where nothing that it follows from has changed. */
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

  /** Keeps what a file gave. */
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
   * Writes what is known now, where that has changed.
   *
   * @param isWhole whether all files were looked at, so that those which were not are gone.
   */
  save(isWhole: boolean): void {
    const hasFewer = isWhole && this.#current.size < this.#known.size;
    if (!this.#hasNew && !hasFewer) return;
    const entries = isWhole ? this.#current : new Map([...this.#known, ...this.#current]);
    const body = JSON.stringify([...entries]);
    write(this.#file, `${seal(this.#inputs, body)}\n${body}`);
  }

  #nameOf(path: string): string {
    // Nearly all are below the root, and then this is all that `relative` would find out.
    return path.startsWith(this.#below)
      ? path.slice(this.#below.length)
      : relative(this.#root, path);
  }

  /** `null` where there is no such file, or none that can be read. */
  #hashOfFile(path: string): string | null {
    const known = this.#hashes.get(path);
    if (known !== undefined) return known;
    const text = readText(path);
    const hash = text === undefined ? null : hashOf(text);
    this.#hashes.set(path, hash);
    return hash;
  }
}

/** The cache's first line: it fits neither a text that was cut off nor other inputs. */
function seal(inputs: string, body: string): string {
  return hashOf(`${hashOf(inputs)}${body}`);
}

function readEntries(file: string, inputs: string): ReadonlyMap<string, Entry> {
  const text = readText(file) ?? "";
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== seal(inputs, body)) return new Map();
  return new Map(JSON.parse(body) as readonly [string, Entry][]);
}

/**
 * Writes the cache under another name first, because two runs may do so at once. It is not sent to the
 * disk, which takes longer than all else: its seal tells where a part of it was lost with the power.
 */
function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch {
    // Without a cache the next run takes longer, and that is all.
    removeIfAny(temporary);
  }
}

function removeIfAny(file: string): void {
  try {
    rmSync(file);
  } catch {
    // It was not even made.
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
