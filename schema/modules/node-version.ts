import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../cannot-run.ts";

/** `22.18`, the first of its line that strips types from what it imports. */
const OLDEST = packageJson.engines.node.replace(">=", "");

/**
 * Why this Node cannot import TypeScript, if `process.features.typescript` says so. The caller must have loaded
 * little before, because older Nodes fail with other errors in the rest of the code.
 */
export function typesStay(): CannotRunError {
  return new CannotRunError(`Node ${process.version} cannot import a schema file in TypeScript`, {
    help: isTooOld(process.versions.node)
      ? `Use Node ${OLDEST} or newer.`
      : "It runs with `--no-strip-types`: remove that from its arguments and from NODE_OPTIONS.",
  });
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST.split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
