import { createRequire } from "node:module";
import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../../schema/cannot-run.ts";
import { isOlder } from "../../schema/modules/is-older.ts";
import { refuseOlderMiniflare } from "../cloudflare/local/miniflare-version.ts";
import { packageManager } from "../files/package-manager.ts";

/** The packages that only some commands need; ESLint is for its plugin. */
const { zod: ZOD, eslint: _eslint, ...PEERS } = packageJson.peerDependencies;

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
    if (!Object.hasOwn(PEERS, missing)) {
      // An older one lacks what is imported from it.
      if (String(error).includes("'miniflare'")) refuseOlderMiniflare();
      throw error;
    }
    // Only a special version must be named: npm's newest Miniflare is a different one.
    const packages = Object.entries(PEERS).map(([name, version]) =>
      version.startsWith("^") ? name : `${name}@${version}`,
    );
    throw notInstalled(`\`${command}\``, missing, packages, error);
  }
}

/**
 * Says what to install if the package that all commands need is missing, or older than what they need; returns any
 * other error as it is.
 */
export function withoutZod(error: unknown, installed = installedZod): unknown {
  if (missingPackage(error) === "zod") return notInstalled("Keyloom", "zod", ["zod"], error);
  // Each old version fails in another way.
  const version = error instanceof CannotRunError ? undefined : installed();
  if (version === undefined || !isOlder(version, ZOD)) return error;
  return new CannotRunError(`Keyloom needs zod ${ZOD}, but ${version} is installed`, {
    cause: error,
    help: `Run: ${packageManager().add} zod@${ZOD}`,
  });
}

/** The version of the zod that Keyloom's own code imports, if there is one that tells. */
function installedZod(): string | undefined {
  try {
    return createRequire(import.meta.url)("zod/package.json").version;
  } catch {
    return undefined;
  }
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
