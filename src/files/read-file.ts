import { readFileSync } from "node:fs";
import { fileError } from "../../schema/file-error.ts";

/**
 * The text of a file; `undefined` if there is none.
 *
 * @throws CannotRunError if there is something that cannot be read.
 */
export function readFileIfAny(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw fileError(`${file} cannot be read`, error);
  }
}

/** The text of a file; `undefined` if it cannot be read, such as a folder that is named like a module. */
export function readFileIfPossible(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
