import { end, ignoreOtherEnds } from "./end.ts";

/** What shells expect of a program that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Says something at Ctrl-C, or when the process is told to end or its terminal is closed, waits for what has to end before it,
 * and then ends it. Locks and workerd are cleaned up at the process's `exit`. What comes until then is passed over: package
 * managers hand on the signal of a Ctrl-C that the process has got as well.
 *
 * @returns the function that leaves signals to Node again.
 */
export function onInterrupt(say: () => void | Promise<void>): () => void {
  const signals = Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[];
  let isEnding = false;
  const handle = async (signal: NodeJS.Signals) => {
    if (isEnding) return;
    isEnding = true;
    // Miniflare ends the process at a signal by itself, and would not wait.
    ignoreOtherEnds();
    await say();
    end(EXIT_CODES[signal as keyof typeof EXIT_CODES]);
  };
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
