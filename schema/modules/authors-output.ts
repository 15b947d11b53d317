/** The methods that people use to print to standard output. */
const METHODS = ["log", "info", "debug", "dir", "table"] as const;

/** Whether the output of the author's modules goes to standard error. */
let isApart = false;

/** The console's own methods, while they are replaced because modules run. */
let own: Pick<Console, (typeof METHODS)[number]> | undefined;

/** How many such modules are running. */
let running = 0;

/**
 * From now on, sends what the author's modules print while they are imported to standard error, so that a
 * command's own output, such as JSON, contains nothing else. Packages that they import may print too.
 */
export function keepAuthorsOutputApart(): void {
  isApart = true;
}

/** Runs a module of the author's, with its output sent where it belongs. */
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
