import type { Debugger } from "node:inspector";
import type { MessagePort } from "node:worker_threads";
import type { Place } from "../problem.ts";

/** What the thread is given. */
export interface StopLoop {
  /** Its one element becomes 1 once there is nothing to stop, or nothing more. */
  readonly done: Int32Array;
  /** Where the place of what has been stopped goes. */
  readonly port: MessagePort;
  /** That place where no file of the author's is seen in it. */
  readonly start: Place;
  /** In milliseconds. */
  readonly timeLimit: number;
}

/**
 * Waits, in a thread of its own, and then ends what the main thread is at. It is run from its text, so
 * that it can use nothing of this module.
 */
export function stopLoop(): void {
  const { workerData } = process.getBuiltinModule("node:worker_threads");
  const { done, port, start, timeLimit } = workerData as StopLoop;
  if (Atomics.wait(done, 0, 0, timeLimit) !== "timed-out") return;
  const { Session } = process.getBuiltinModule("node:inspector");
  const { fileURLToPath } = process.getBuiltinModule("node:url");
  // The thread has to outlive the session, which alone does not keep it: Node aborts otherwise.
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
