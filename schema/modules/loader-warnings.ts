/**
 * Node's warnings while it imports a schema on which nobody has to act: that files of a package without a
 * `type` are parsed twice; that a CommonJS package has a file of another kind, which Keyloom itself explains;
 * and, before version 24, that types are stripped.
 */
const OF_THE_LOADER = [
  /^Module type of .* is not specified/,
  /^Failed to load the ES module:/,
  /^Type Stripping is an experimental feature/,
];

/** Hides those warnings; others are shown as before. */
export function quietLoaderWarnings(): void {
  const listeners = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (OF_THE_LOADER.some((known) => known.test(warning.message))) return;
    for (const listener of listeners) listener(warning);
  });
}
