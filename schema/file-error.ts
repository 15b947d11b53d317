import { CannotRunError } from "./cannot-run.ts";

/** Why the system refuses, and what to do, by the code of its error. */
const REASONS: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  EACCES: ["permission is denied", "Give yourself permission, or choose another place."],
  EPERM: ["permission is denied", "Give yourself permission, or choose another place."],
  EROFS: ["the disk is read-only", "Choose another place."],
  EISDIR: ["it is a folder", "Remove the folder, or choose another name for the file."],
  ENOTDIR: ["part of its path is a file", "Choose another folder."],
  EEXIST: ["part of its path is a file", "Choose another folder."],
  ELOOP: ["its links form a circle", "Point the link to a file."],
  ENOSPC: ["the disk is full", "Free some space on the disk."],
};

/** Whether the system did not allow a file to be read or written, for a reason outside the program. */
export function isFileError(error: Error): boolean {
  return Object.hasOwn(REASONS, (error as NodeJS.ErrnoException).code ?? "");
}

/** Whether the system allows no writes at a place. */
export function isReadOnly(cause: unknown): boolean {
  const { code = "" } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return ["EACCES", "EPERM", "EROFS"].includes(code);
}

/** The error for people if the system does not allow a file to be read or written. */
export function fileError(message: string, cause: unknown): CannotRunError {
  const { code = "", message: said } = cause as NodeJS.ErrnoException;
  const [reason, help] = REASONS[code] ?? [
    said,
    "Do what the system asks for, or choose another place.",
  ];
  return new CannotRunError(`${message}: ${reason}`, { help, cause });
}

/** The same for an error without a message of ours: with the path that the system names. */
export function systemError(error: unknown): CannotRunError | undefined {
  if (!(error instanceof Error && isFileError(error))) return undefined;
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? undefined : fileError(`${path} cannot be opened`, error);
}
