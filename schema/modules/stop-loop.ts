import type { Debugger } from "node:inspector";
import type { MessagePort } from "node:worker_threads";
import type { Place } from "../problem.ts";

/** The data for the thread. */
export interface StopLoop {
  /** Its only element becomes 1 when there is nothing, or nothing more, to stop. */
  readonly done: Int32Array;
  /** Receives the place of what was stopped. */
  readonly port: MessagePort;
  /** That place if no file of the author's is visible. */
  readonly start: Place;
  /** In milliseconds. */
  readonly timeLimit: number;
}

/**
 * Waits, in a thread of its own, and then stops what the main thread is doing. It runs from its text, so it
 * cannot use anything else of this module.
 */
export function stopLoop(): void {
  const { workerData } = process.getBuiltinModule("node:worker_threads");
  const { done, port, start, timeLimit } = workerData as StopLoop;
  if (Atomics.wait(done, 0, 0, timeLimit) !== "timed-out") return;
  const { Session } = process.getBuiltinModule("node:inspector");
  const { fileURLToPath } = process.getBuiltinModule("node:url");
  // The thread must outlive the session, which does not keep it alive: otherwise Node aborts.
  setInterval(() => {}, timeLimit);
  const session = new Session();
  session.connectToMainThread();
  const urls = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ params }) => void urls.set(params.scriptId, params.url));
  session.on("Debugger.paused", ({ params }) => {
    const places = (params.callFrames as Debugger.CallFrame[]).flatMap(({ location }) => {
      const url = urls.get(location.scriptId) ?? "";
      if (!url.startsWith("file:") || url.includes("/node_modules/")) return [];
      const { lineNumber, columnNumber = 0 } = location;
      return { file: fileURLToPath(url), line: lineNumber + 1, column: columnNumber + 1 };
    });
    port.postMessage(places[0] ?? start);
    session.post("Runtime.terminateExecution");
    session.post("Debugger.resume", () => {
      session.disconnect();
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
    });
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}
