import { execFileSync } from "node:child_process";
import { CannotRunError } from "../../schema/cannot-run.ts";

/**
 * Runs git in a folder and returns what it printed.
 *
 * @param otherwise the message for people if git fails.
 * @param env variables that git gets beside those of this process.
 * @throws CannotRunError if git fails.
 */
export function git(
  folder: string,
  args: readonly string[],
  otherwise: { readonly message: string; readonly help: string },
  env?: Readonly<Record<string, string>>,
): string {
  const printed = tryGit(folder, args, env);
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

function tryGit(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string | Error {
  try {
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    // A list of all files of a large repository is longer than Node's own limit of 1 MB.
    const options = { cwd: folder, encoding: "utf8", stdio, maxBuffer: 2 ** 30 } as const;
    return execFileSync("git", args, { ...options, env: { ...process.env, ...env } }).trim();
  } catch (error) {
    return error as Error;
  }
}
