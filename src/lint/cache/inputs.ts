import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../../../package.json" with { type: "json" };
import type { Model } from "../../../schema/model.ts";
import type { LintConfig } from "../config/define.ts";

/**
 * Everything that a source file's findings depend on besides the files themselves, as text: if it
 * changes, nothing in the cache is valid.
 */
export function inputsText(
  model: Model,
  config: LintConfig,
  bindings: ReadonlySet<string>,
  rules: readonly string[],
): string {
  return JSON.stringify([codeVersion(), model, config, [...bindings].sort(), rules]);
}

/** Keyloom's version; in its own repository, where code changes without a new version, with the time of the last change. */
function codeVersion(): string {
  if (import.meta.url.endsWith(".js")) return packageJson.version;
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const files = ["src", "schema"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }),
  );
  const times = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs);
  return `${packageJson.version}+${Math.max(...times)}`;
}
