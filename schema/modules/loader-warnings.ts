/**
 * What Node warns of while it imports a schema, and nobody has to act on: that a package which names no
 * type has its files parsed twice, that one of CommonJS has a file of another kind, of which more is said
 * by Keyloom itself, and before version 24 that types are taken out.
 */
const OF_THE_LOADER = [
  /^Module type of .* is not specified/,
  /^Failed to load the ES module:/,
  /^Type Stripping is an experimental feature/,
];

/** Leaves those warnings unsaid; others are told as they were. */
export function quietLoaderWarnings(): void {
  const listeners = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (OF_THE_LOADER.some((known) => known.test(warning.message))) return;
    for (const listener of listeners) listener(warning);
  });
}
