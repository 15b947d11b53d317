import { end, ignoreOtherEnds } from "./end.ts";

/** What shells expect of a program that a signal ended: 128 plus the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Calls `say` at Ctrl-C, or when the process is told to end or its terminal is closed, waits for it, and then ends
 * the process. Locks and workerd are cleaned up at the process's `exit`. Further signals are ignored: package
 * managers forward the signal of a Ctrl-C that the process has already received.
 *
 * @returns the function that leaves signals to Node again.
 */
export function onInterrupt(say: () => void | Promise<void>): () => void {
  const signals = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[];
  let isEnding = false;
  const handle = async (signal: NodeJS.Signals) => {
    if (isEnding) return;
    isEnding = true;
    // Miniflare itself ends the process at a signal, and would not wait.
    ignoreOtherEnds();
    await say();
    end(EXIT_CODES[signal as keyof typeof EXIT_CODES]);
  };
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
