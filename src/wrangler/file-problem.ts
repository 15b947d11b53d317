/** What is wrong in a wrangler file, and where: an offset in its text. */
export class WranglerFileError extends Error {
  override readonly name = "WranglerFileError";
  readonly offset: number;
  /** The way out, in one sentence. */
  readonly help: string;

  constructor(message: string, offset: number, help = "Mend the file; nothing was written.") {
    super(message);
    this.offset = offset;
    this.help = help;
  }
}
