import { createRequire } from "node:module";
import packageJson from "../../../package.json" with { type: "json" };
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { isOlder } from "../../../schema/modules/is-older.ts";
import { packageManager } from "../../files/package-manager.ts";

/** The Miniflare that Keyloom is made for. */
export const KNOWN_MINIFLARE = packageJson.peerDependencies.miniflare;

export function installedMiniflare(): string {
  return createRequire(import.meta.url)("miniflare/package.json").version;
}

/**
 * A newer Miniflare may do as well. An older one, such as the newest that npm installs by default, has other
 * options, or a workerd that does not know the date of the local Cloudflare's own Worker.
 *
 * @throws CannotRunError if it is older.
 */
export function refuseOlderMiniflare(version = installedMiniflare()): void {
  if (!isOlder(version, KNOWN_MINIFLARE)) return;
  throw new CannotRunError(
    `the local Cloudflare needs miniflare ${KNOWN_MINIFLARE}, but ${version} is installed`,
    { help: `Run: ${packageManager().add} miniflare@${KNOWN_MINIFLARE}` },
  );
}
