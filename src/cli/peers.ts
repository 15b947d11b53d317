import packageJson from "../../package.json" with { type: "json" };
import { CannotRunError } from "../../schema/cannot-run.ts";

/** What some commands need besides Keyloom, and others do not; the linters are for their plugin. */
const { zod: _, eslint: _eslint, oxlint: _oxlint, ...PEERS } = packageJson.peerDependencies;

/**
 * Imports the parts of a command that need optional peers: generating and linting need none of them.
 *
 * @throws CannotRunError that says what to install, where one is not.
 */
export async function importWithPeers<Parts>(
  command: string,
  load: () => Promise<Parts>,
): Promise<Parts> {
  try {
    return await load();
  } catch (error) {
    const [, missing = ""] = /Cannot find package '([^']+)'/.exec(String(error)) ?? [];
    if (!Object.hasOwn(PEERS, missing)) throw error;
    // Only a version of its own must be said: npm's newest Miniflare is of another kind.
    const packages = Object.entries(PEERS).map(([name, version]) =>
      version.startsWith("^") ? name : `${name}@${version}`,
    );
    throw new CannotRunError(
      `\`${command}\` needs the package ${missing}, which is not installed`,
      { cause: error, help: `Run: npm install --save-dev ${packages.join(" ")}` },
    );
  }
}
