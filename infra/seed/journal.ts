import { hash } from "node:crypto";
import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
  writevSync,
} from "node:fs";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { fileError } from "../../schema/file-error.ts";
import { lock } from "../../src/files/lock.ts";
import { ENTRY_BYTES } from "./entry.ts";

/** Bytes of a checksum, and of a length. */
const SUM_BYTES = 8;
const LENGTH_BYTES = 4;

/**
 * What a run has written so far, on disk: the entries of the records of each call, recorded when the call is
 * done. A killed run leaves it behind, and the next one continues from there.
 *
 * It is valid only together with the state that the run began with: after another run in between, perhaps on
 * another machine, nobody knows what KV has.
 */
export class SeedJournal {
  /** The entries that the previous run recorded. */
  readonly entries: Buffer;
  readonly #file: string;
  readonly #descriptor: number;
  readonly #unlock: () => void;

  /**
   * @param base the digest of the manifest that the run begins with.
   * @param seed the seed's name, for the message: `APP.user`.
   * @throws CannotRunError if the file cannot be read or written, or another process sends the same seed.
   */
  constructor(file: string, base: string, seed: string) {
    this.#file = file;
    const head = Buffer.from(`keyloom seed ${base}\n`);
    let unlock = () => {};
    try {
      unlock = lock(`${file}.lock`, `the seed of ${seed}`);
      const found = read(file);
      const { entries, end } = found.subarray(0, head.length).equals(head)
        ? framesOf(found, head.length)
        : { entries: Buffer.alloc(0), end: 0 };
      this.entries = entries;
      this.#descriptor = openSync(file, "a");
      // Removes what a killed run had half written.
      truncateSync(file, end);
      if (end === 0) writeSync(this.#descriptor, head);
    } catch (error) {
      unlock();
      throw error instanceof CannotRunError ? error : fileError(`${file} cannot be written`, error);
    }
    this.#unlock = unlock;
  }

  add(entries: Buffer): void {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(entries.length);
    try {
      writevSync(this.#descriptor, [length, sumOf(entries), entries]);
    } catch (error) {
      throw fileError(`${this.#file} cannot be written`, error);
    }
  }

  /** Removes it: the state now has everything. */
  remove(): void {
    rmSync(this.#file, { force: true });
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#unlock();
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

/** The entries of all complete frames, and where these end. */
function framesOf(
  bytes: Buffer,
  start: number,
): { readonly entries: Buffer; readonly end: number } {
  const frames: Buffer[] = [];
  let end = start;
  while (end + LENGTH_BYTES + SUM_BYTES <= bytes.length) {
    const length = bytes.readUInt32BE(end);
    const from = end + LENGTH_BYTES + SUM_BYTES;
    const entries = bytes.subarray(from, from + length);
    const sum = bytes.subarray(end + LENGTH_BYTES, from);
    if (entries.length < length || length % ENTRY_BYTES > 0 || !sum.equals(sumOf(entries))) break;
    frames.push(entries);
    end = from + length;
  }
  return { entries: Buffer.concat(frames), end };
}

function sumOf(entries: Buffer): Buffer {
  return hash("sha256", entries, "buffer").subarray(0, SUM_BYTES);
}
