import type { DatabaseSync } from "node:sqlite";

/**
 * Opens a SQLite database, and creates it if there is none, unless it is opened only for reading.
 *
 * @param options.timeout milliseconds to wait for another process's write.
 * @returns `undefined` in a Node that was built without SQLite.
 */
export function openDatabase(
  file: string,
  options: { readonly timeout: number; readonly readOnly: boolean },
): DatabaseSync | undefined {
  const sqlite = loadSqlite();
  return sqlite && new sqlite.DatabaseSync(file, options);
}

/** Node 22 warns that the module is experimental as it is loaded, which no user can do anything about. */
function loadSqlite(): typeof import("node:sqlite") | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
