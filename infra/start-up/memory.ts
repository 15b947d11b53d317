import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Makes V8 keep its space for new objects at the present size, some megabytes. It would grow to 96 MB while
 * records of a seed come and go, without making anything faster, because hardly any of them live longer than
 * others. And while a large schema runs, whose types all stay alive, each growth requests more memory from the
 * system, page by page, which takes longer than the collections that it saves.
 *
 * Call it once Node has loaded its own modules: later ones are compiled anew, because Node's compiled copies are
 * valid only for the V8 settings at its start.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Makes V8 compile in simple ways: WebAssembly only once, and JavaScript without the last compiler. The only
 * WebAssembly in Keyloom's processes are Node's parser of HTTP answers, of which even a large seed has some
 * hundreds, and its reader of TypeScript; to make the first faster V8 takes 15 MB. The last compiler takes 25 MB
 * more in some runs, and saves a twentieth of the time of a million records. In a command of less than a second it
 * takes more time than it saves. Both run in threads, which do not return memory to the system.
 * It applies to what is compiled afterwards, so call it before the first call of the API.
 */
function keepCompilersSmall(): void {
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-turbofan");
}

/** {@link keepMemorySmall} and {@link keepCompilersSmall}. */
export function keepAllSmall(): void {
  keepMemorySmall();
  keepCompilersSmall();
}

/** The same in a process that will send this many records. For few records V8 is faster with more space. */
export function keepSendingSmall(records: number): void {
  if (records > FEW_RECORDS) keepAllSmall();
}

/** Options of V8 for a garbage collection. */
interface Collection {
  readonly type: "major";
  readonly execution: "sync";
  /** `last-resort` also frees what V8 keeps for later use, and takes several times as long. */
  readonly flavor?: "last-resort";
}

let collect: ((collection: Collection) => void) | undefined;

/**
 * Frees memory that is not in use. V8 does so itself when it has many objects; it hardly considers that a few
 * of them, such as buffers, hold many megabytes outside its heap.
 */
export function collectGarbage(flavor?: Collection["flavor"]): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as typeof collect;
    setFlagsFromString("--no-expose-gc");
  }
  collect?.({ type: "major", execution: "sync", ...(flavor !== undefined && { flavor }) });
}

/** The number of records below which seeds leave too little behind to be worth a collection. */
const FEW_RECORDS = 20_000;

/** Frees what reading or sending this many records has left behind. */
export function collectGarbageOf(records: number): void {
  if (records > FEW_RECORDS) collectGarbage("last-resort");
}
