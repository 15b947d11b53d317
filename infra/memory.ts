import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Lets V8 keep the room for new objects as it is now, some megabytes. It would grow to 96 MB while
 * records of a seed come and go, and make nothing faster: hardly any of them live longer than others. And
 * while a large schema is run, whose types all live on, each growth is more memory to be had from the
 * system, page by page, which takes longer than the collections that it saves.
 *
 * To be called once Node has loaded its own modules: those that come later are compiled anew, because Node
 * keeps them compiled for V8 as it starts.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Lets V8 compile in simple ways: WebAssembly once, and JavaScript without its last compiler. All that
 * Keyloom's processes have of the one is Node's parser of HTTP answers, of which even a large seed has some
 * hundreds; to make it faster V8 takes 15 MB. The other takes 25 MB more in some runs, and saves a twentieth
 * of the time of a million records. Both in threads, of which the system does not get it back. It counts for
 * what is compiled from then on: before the first call.
 */
export function keepCompilersSmall(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-turbofan");
}

/** Both, in a process that is to send so many records. For few ones V8 is faster with more room. */
export function keepSendingSmall(records: number): void {
  if (records <= FEW_RECORDS) return;
  keepMemorySmall();
  keepCompilersSmall();
}

/** What V8 can be told of a collection. */
interface Collection {
  readonly type: "major";
  readonly execution: "sync";
  /** The last one lets go also what V8 keeps for what may come, and takes several times as long. */
  readonly flavor?: "last-resort";
}

let collect: ((collection: Collection) => void) | undefined;

/**
 * Lets go what is not in use. V8 does so by itself as its own objects become many; that a few of them
 * hold many megabytes outside of its heap, as buffers do, counts for little there.
 */
export function collectGarbage(flavor?: Collection["flavor"]): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as typeof collect;
    setFlagsFromString("--no-expose-gc");
  }
  collect?.({ type: "major", execution: "sync", ...(flavor !== undefined && { flavor }) });
}

/** Records of seeds that leave so little behind that to see to it takes longer than it is worth. */
const FEW_RECORDS = 20_000;

/** Lets go what reading or sending so many records has left. */
export function collectGarbageOf(records: number): void {
  if (records > FEW_RECORDS) collectGarbage("last-resort");
}
