/** What is wrong in a wrangler file, and where: an offset in its text. */
export class WranglerFileError extends Error {
  override readonly name = "WranglerFileError";
  readonly offset: number;
  /** What to do, in one sentence. */
  readonly help: string;

  constructor(message: string, offset: number, help = "Fix the file; nothing was written.") {
    super(message);
    this.offset = offset;
    this.help = help;
  }
}

/** The error for a file that lacks a named environment. */
export function noSuchEnvironment(
  name: string | undefined,
  others: readonly string[],
): WranglerFileError {
  const there = others.length === 0 ? ", nor any other" : `; it has: ${others.join(", ")}`;
  return new WranglerFileError(
    `it has no environment ${JSON.stringify(name)}${there}`,
    0,
    "Add it to the file's `env`, or name another one with `--env`; nothing was written.",
  );
}
