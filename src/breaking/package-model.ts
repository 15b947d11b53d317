import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { nearest } from "../folders/folders-from.ts";
import { DEFAULT_BASELINE, readModel } from "./baseline.ts";

/** The prefix for a package that npm fetches, instead of one that is installed. */
const FETCHED = "npm:";

const PUBLISH_IT = `Publish the package with the \`${DEFAULT_BASELINE}\` that \`keyloom breaking --update-baseline\` writes, named in the \`files\` of its package.json.`;

/**
 * The model that a package carries: for `npm:@acme/shop-kv@1.2.0` a package that npm fetches; for a plain
 * name one that is installed where the schema file sees it.
 *
 * @returns nothing if no installed package of that name carries a model.
 * @throws CannotRunError if npm cannot fetch the package, or it carries no model.
 */
export function modelOfPackage(spec: string, schemaFile: string): Model | undefined {
  if (spec.startsWith(FETCHED)) return fetchedModel(spec.slice(FETCHED.length));
  if (!NAME.test(spec)) return undefined;
  const folder = dirname(realpathSync(schemaFile));
  const file = nearest(folder, join("node_modules", spec, DEFAULT_BASELINE));
  return file === undefined ? undefined : readModel(file);
}

/** A package's name, which cannot lead out of `node_modules`. */
const NAME = /^(?:@[\w-][\w.-]*\/)?[\w-][\w.-]*$/;

function fetchedModel(spec: string): Model {
  const folder = mkdtempSync(join(tmpdir(), "keyloom-package-"));
  try {
    const packed = npm([
      "pack",
      spec,
      "--json",
      "--ignore-scripts",
      `--pack-destination=${folder}`,
    ]);
    const [{ filename = "" } = {}] = JSON.parse(packed) as readonly Packed[];
    execFileSync("tar", ["-xf", join(folder, filename), "-C", folder]);
    const model = readModel(join(folder, "package", DEFAULT_BASELINE));
    if (model !== undefined) return model;
    throw new CannotRunError(`the package ${spec} carries no model`, { help: PUBLISH_IT });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `npm pack --json` says about a package. */
interface Packed {
  readonly filename: string;
}

/** Runs the user's own npm, which knows their registries and credentials. */
function npm(args: readonly string[]): string {
  try {
    return execFileSync("npm", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows npm is a shell script.
      shell: process.platform === "win32",
    });
  } catch (cause) {
    const said = /^npm (?:error|ERR!) (?!code )(.+)$/m.exec((cause as { stderr: string }).stderr);
    throw new CannotRunError(`npm cannot fetch ${args[1]}: ${said?.[1] ?? String(cause)}`, {
      cause,
      help: "Give what `npm pack` accepts: a name, with a version or a tag, that your npm can reach.",
    });
  }
}
