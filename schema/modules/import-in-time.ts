import { isMainThread, MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { CannotRunError } from "../cannot-run.ts";
import type { Place } from "../problem.ts";
import { MUST_END, TIME_LIMIT } from "./require-in-time.ts";
import { type StopLoop, stopLoop } from "./stop-loop.ts";

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
  const start = { file: path, line: 1, column: 1 };
  const watch = watchLoops(start, timeLimit + GRACE);
  const late = `the file has not finished after ${timeLimit / 1000} s`;
  const stop = (message: string) => {
    const loop = watch?.stopped();
    const place = loop ?? start;
    reject(new CannotRunError(loop === undefined ? message : late, { place, help: MUST_END }));
  };
  // Nothing more can happen, and the module still waits.
  const onIdle = () => stop("the file waits for something that never happens");
  process.once("beforeExit", onIdle);
  const timer = setTimeout(stop, timeLimit, late).unref();
  try {
    return await Promise.race([import(url), never]);
  } finally {
    process.off("beforeExit", onIdle);
    clearTimeout(timer);
    watch?.end();
  }
}

/** Stops what this thread does if it takes longer. Other threads have somebody who waits for them. */
function watchLoops(start: Place, timeLimit: number) {
  if (!isMainThread) return undefined;
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // As text, because the build makes this file part of another one.
  const thread = new Worker(`(${stopLoop})()`, {
    eval: true,
    workerData: { done, port: port2, start, timeLimit } satisfies StopLoop,
    transferList: [port2],
  });
  thread.unref();
  return {
    /** The place of the loop that was stopped. */
    stopped(): Place | undefined {
      const place: Place | undefined = receiveMessageOnPort(port1)?.message;
      // Otherwise Node would print that it waits for a debugger.
      if (place !== undefined) Atomics.wait(done, 0, 0, GRACE);
      return place;
    },
    end() {
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
      port1.close();
    },
  };
}
