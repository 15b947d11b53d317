import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../cannot-run.ts";
import { isOlder } from "./is-older.ts";

/** The first versions of their lines that strip types from what they import: `22.18`, and for Node 23 `23.6`. */
const [OLDEST = "", OLDEST_23 = ""] = packageJson.engines.node.match(/\d+\.\d+/g) ?? [];

/**
 * Why a Node cannot import TypeScript, if `process.features.typescript` says so. The caller must have loaded
 * little before, because older Nodes fail with other errors in the rest of the code.
 */
export function typesStay(version = process.version): CannotRunError {
  const oldest = isOlder(version, "23.0") ? OLDEST : OLDEST_23;
  return new CannotRunError(`Node ${version} cannot import a schema file in TypeScript`, {
    help: isOlder(version, oldest)
      ? `Use Node ${oldest} or newer.`
      : "It runs with `--no-strip-types`: remove that from its arguments and from NODE_OPTIONS.",
  });
}
