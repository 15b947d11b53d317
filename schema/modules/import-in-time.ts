import { isMainThread, MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { CannotRunError } from "../cannot-run.ts";
import type { Place } from "../problem.ts";
import { MUST_END, TIME_LIMIT } from "./require-in-time.ts";
import { type StopLoop, stopLoop } from "./stop-loop.ts";

/** How much longer a loop is given than a wait, in milliseconds: of a thread that waits, a timer tells first. */
const GRACE = 500;

/**
 * Imports a module of the author's that may await at its top level, but not for ever.
 *
 * Unlike one that is required, it runs in turns, and no turn's end can be waited for from outside of
 * JavaScript: a thread does so, and stops the loop by the debugger that Node has built in. That takes
 * some 40 ms of each command, of which only modules that await must know.
 *
 * @throws CannotRunError where it has not come to an end after `timeLimit` milliseconds, or has nothing
 * left that it could wait for.
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
  // Nothing is left that could happen, and the module still waits.
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

/** Stops what this thread does if that takes longer. Other threads have somebody who waits for them. */
function watchLoops(start: Place, timeLimit: number) {
  if (!isMainThread) return undefined;
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  // As text, because in the build this file is part of another one.
  const thread = new Worker(`(${stopLoop})()`, {
    eval: true,
    workerData: { done, port: port2, start, timeLimit } satisfies StopLoop,
    transferList: [port2],
  });
  thread.unref();
  return {
    /** Where the loop was that has been stopped. */
    stopped(): Place | undefined {
      const place: Place | undefined = receiveMessageOnPort(port1)?.message;
      // Node would say that it waits for a debugger.
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
