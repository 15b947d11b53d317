/** What people print to standard output by. */
const METHODS = ["log", "info", "debug", "dir", "table"] as const;

/** Whether what a module of the author's prints goes to standard error. */
let isApart = false;

/** What the console has of its own, while modules run in whose place something else stands. */
let own: Pick<Console, (typeof METHODS)[number]> | undefined;

/** How many such modules run at the moment. */
let running = 0;

/**
 * Has what modules of the author's print while they are imported go to standard error from now on, so that a
 * command's own output, such as JSON, has nothing else in it. Packages that they import print a line as well.
 */
export function keepAuthorsOutputApart(): void {
  isApart = true;
}

/** Runs a module of the author's, with its output where that belongs. */
export async function withOutputApart<Result>(run: () => Promise<Result>): Promise<Result> {
  if (!isApart) return run();
  running++;
  own ??= replaceMethods();
  try {
    return await run();
  } finally {
    running--;
    if (running === 0) {
      Object.assign(console, own);
      own = undefined;
    }
  }
}

function replaceMethods() {
  const { log, info, debug, dir, table } = console;
  for (const name of METHODS) console[name] = console.error;
  return { log, info, debug, dir, table };
}
