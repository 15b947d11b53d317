import { isMainThread, Worker } from "node:worker_threads";
import { notFinished, TIME_LIMIT } from "./time-limit.ts";

/** How much more time a loop gets than a wait, in milliseconds: in a thread that waits, a timer fires first. */
const GRACE = 500;

/**
 * Imports a module of the author's that may await at its top level, but not forever.
 *
 * Unlike a required module, it runs in several turns, and nothing outside of JavaScript can wait for the end of
 * a turn. A thread does so, and stops a loop with Node's built-in debugger. That costs each command some
 * 40 ms, but only for modules that await.
 *
 * @throws CannotRunError if it has not finished after `timeLimit` milliseconds, or has nothing left that it
 * could wait for.
 * @throws what the import throws.
 */
export async function importInTime(
  url: string,
  path: string,
  timeLimit = TIME_LIMIT,
): Promise<Record<string, unknown>> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const end = performance.now() + timeLimit;
  const stop = () => {
    const waits = "the file waits for something that never happens";
    reject(notFinished(path, timeLimit, performance.now() < end ? waits : undefined));
  };
  // Nothing more can happen, and the module still waits.
  process.once("beforeExit", stop);
  const timer = setTimeout(stop, timeLimit).unref();
  const release = stopLoopAfter(timeLimit + GRACE);
  try {
    return await Promise.race([import(url), never]);
  } finally {
    process.off("beforeExit", stop);
    clearTimeout(timer);
    release();
  }
}

/** As text, because the build makes this file part of another one. The thread must outlive its session: Node aborts. */
const STOP_LOOP = `
const { done, timeLimit } = process.getBuiltinModule("node:worker_threads").workerData;
if (Atomics.wait(done, 0, 0, timeLimit) === "timed-out") {
  const { Session } = process.getBuiltinModule("node:inspector");
  setInterval(() => {}, timeLimit);
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution");
  session.disconnect();
}`;

/**
 * Stops what this thread does if it takes longer. Other threads have somebody who waits for them.
 *
 * @returns the function that lets it go on.
 */
function stopLoopAfter(timeLimit: number): () => void {
  if (!isMainThread) return () => {};
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  new Worker(STOP_LOOP, { eval: true, workerData: { done, timeLimit } }).unref();
  return () => {
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  };
}
