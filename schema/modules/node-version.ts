import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../cannot-run.ts";

/** `22.18`, the first of its line that takes types out of what it imports. */
const OLDEST = packageJson.engines.node.replace(">=", "");

/**
 * Why this Node imports no TypeScript, where `process.features.typescript` says so. Whoever asks has loaded
 * little until then, because older Nodes end in errors of their own in the rest.
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
