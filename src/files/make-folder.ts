import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { foldersFrom } from "../folders/folders-from.ts";

/**
 * Creates a folder and its parents, if they do not exist yet.
 *
 * @throws the system's error with its code. For several folders at once on a read-only disk, Node would say that
 * they do not exist, which is not the reason.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const nearest = foldersFrom(folder).find((at) => existsSync(at));
    accessSync(nearest ?? folder, constants.W_OK);
    throw error;
  }
}
