import { execFileSync } from "node:child_process";
import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Runs git in a folder and returns what it printed.
 *
 * @param otherwise the message for people if git fails.
 * @throws CannotRunError if git fails.
 */
export function git(
  folder: string,
  args: readonly string[],
  otherwise: { readonly message: string; readonly help: string },
): string {
  const printed = tryGit(folder, args);
  if (printed instanceof Error) {
    throw new CannotRunError(otherwise.message, { cause: printed, help: otherwise.help });
  }
  return printed;
}

/** The same; `undefined` if it fails. */
export function gitIfAny(folder: string, args: readonly string[]): string | undefined {
  const printed = tryGit(folder, args);
  return printed instanceof Error ? undefined : printed;
}

function tryGit(folder: string, args: readonly string[]): string | Error {
  try {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    // A list of all files of a large repository is longer than Node's own limit of 1 MB.
    const options = { cwd: folder, encoding: "utf8", stdio, maxBuffer: 2 ** 30 } as const;
    return execFileSync("git", args, options).trim();
  } catch (error) {
    return error as Error;
  }
}
