import { CannotRunError } from "../../schema/cannot-run.ts";

/** Why the system refuses, and the way out, by the code of its error. */
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

/** Whether the system did not let a file be read or written, for a reason that is none of the program's. */
export function isFileError(error: Error): boolean {
  return Object.hasOwn(REASONS, (error as NodeJS.ErrnoException).code ?? "");
}

/** Whether the system lets nothing be written at a place. */
export function isReadOnly(cause: unknown): boolean {
  const { code = "" } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return ["EACCES", "EPERM", "EROFS"].includes(code);
}

/** What is said to people where the system does not let a file be read or written. */
export function fileError(message: string, cause: unknown): CannotRunError {
  const { code = "", message: said } = cause as NodeJS.ErrnoException;
  const [reason, help] = REASONS[code] ?? [
    said,
    "Do what the system asks for, or choose another place.",
  ];
  return new CannotRunError(`${message}: ${reason}`, { help, cause });
}

/** The same for an error that nobody has put into words: with the path that the system names. */
export function systemError(error: unknown): CannotRunError | undefined {
  if (!(error instanceof Error && isFileError(error))) return undefined;
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? undefined : fileError(`${path} cannot be opened`, error);
}
