import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../../schema/cannot-run.ts";
import { packageManager } from "../files/package-manager.ts";

/** The packages that only some commands need; the linters are for their plugin. */
const { zod: _, eslint: _eslint, oxlint: _oxlint, ...PEERS } = packageJson.peerDependencies;

/** How Node, and Yarn's Plug'n'Play, report a missing package. */
const MISSING = /Cannot find package '([^']+)'|^Error: keyloom tried to access (\S+) /;

/**
 * Imports the parts of a command that need optional peers, which generating and linting do not.
 *
 * @throws CannotRunError that says what to install, if one is missing.
 */
export async function importWithPeers<Parts>(
  command: string,
  load: () => Promise<Parts>,
): Promise<Parts> {
  try {
    return await load();
  } catch (error) {
    const missing = missingPackage(error);
    if (!Object.hasOwn(PEERS, missing)) throw error;
    // Only a special version must be named: npm's newest Miniflare is a different one.
    const packages = Object.entries(PEERS).map(([name, version]) =>
      version.startsWith("^") ? name : `${name}@${version}`,
    );
    throw notInstalled(`\`${command}\``, missing, packages, error);
  }
}

/** Says what to install if a package that all commands need is missing; returns any other error as it is. */
export function withoutZod(error: unknown): unknown {
  return missingPackage(error) === "zod" ? notInstalled("Keyloom", "zod", ["zod"], error) : error;
}

function missingPackage(error: unknown): string {
  const [, byNode, byYarn = ""] = MISSING.exec(String(error)) ?? [];
  return byNode ?? byYarn;
}

function notInstalled(
  who: string,
  missing: string,
  packages: readonly string[],
  cause: unknown,
): CannotRunError {
  return new CannotRunError(`${who} needs the package ${missing}, which is not installed`, {
    cause,
    help: `Run: ${packageManager().add} ${packages.join(" ")}`,
  });
}
