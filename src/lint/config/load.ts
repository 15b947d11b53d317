import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { importModule } from "../../../schema/modules/import-module.ts";
import { DefinitionSource } from "../../../schema/source/definition-source.ts";
import type { Rule } from "../rule.ts";
import type { ConfigFault } from "./check.ts";
import type { KeyloomConfig, LintConfig } from "./define.ts";
import { LintSettings } from "./settings.ts";

/** The names that the configuration may have, beside the schema file. */
export const CONFIG_NAMES = ["keyloom.config.ts", "keyloom.config.js"];

/** The configuration beside a schema file; nothing if there is none. */
export function configFileOf(schemaFile: string): string | undefined {
  return CONFIG_NAMES.map((name) => join(dirname(schemaFile), name)).find(existsSync);
}

/**
 * The rule settings from the configuration beside a schema file; those of the preset `recommended` if
 * there is no such file.
 *
 * @throws CannotRunError with the place, if the configuration cannot be loaded or is wrong.
 */
export async function loadSettings(
  schemaFile: string,
  rules: readonly Rule[],
): Promise<LintSettings> {
  return new LintSettings(rules, await loadConfig(schemaFile, rules), dirname(schemaFile));
}

/**
 * The same as plain data, as it is written.
 *
 * @throws CannotRunError with the place, if the configuration cannot be loaded or is wrong.
 */
export async function loadConfig(schemaFile: string, rules: readonly Rule[]): Promise<LintConfig> {
  const file = configFileOf(schemaFile);
  if (file === undefined) return {};
  const config = (await importModule(file))["default"];
  // Loaded only if there is something to check: most projects have no configuration.
  const { checkConfig } = await import("./check.ts");
  const fault = checkConfig(config, rules) ?? missingFolder(config as KeyloomConfig, file);
  if (fault === undefined) return (config as KeyloomConfig).lint ?? {};
  const { path, at, message, help } = fault;
  throw new CannotRunError(message, {
    place: new DefinitionSource(file).placeOf(path, at === "name"),
    help,
  });
}

function missingFolder({ lint }: KeyloomConfig, file: string): ConfigFault | undefined {
  for (const [index, folder] of (lint?.folders ?? []).entries()) {
    if (statSync(resolve(dirname(file), folder), { throwIfNoEntry: false })?.isDirectory())
      continue;
    return {
      path: ["lint", "folders", index],
      message: `there is no folder ${folder}`,
      help: "Fix the path: it is relative to the configuration's folder.",
    };
  }
  return undefined;
}
