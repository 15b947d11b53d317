/** Whether the output of the author's modules goes to standard error. */
let isApart = false;

/**
 * From now on, sends what the author's modules print while they are imported to standard error, so that a
 * command's own output, such as JSON, contains nothing else. Packages that they import may print too.
 */
export function keepAuthorsOutputApart(): void {
  isApart = true;
}

/** Runs a module of the author's, one at a time, with its output sent where it belongs. */
export async function withOutputApart<Result>(run: () => Promise<Result>): Promise<Result> {
  if (!isApart) return run();
  const { log, info, debug, dir, table, error } = console;
  Object.assign(console, { log: error, info: error, debug: error, dir: error, table: error });
  try {
    return await run();
  } finally {
    Object.assign(console, { log, info, debug, dir, table });
  }
}
