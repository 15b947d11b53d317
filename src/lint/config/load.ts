import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { importModule } from "../../../schema/load.ts";
import { DefinitionSource } from "../../../schema/source/definition-source.ts";
import type { Rule } from "../rule.ts";
import { checkConfig } from "./check.ts";
import { LintSettings } from "./settings.ts";

/** The names that the configuration may have, beside the schema file. */
const NAMES = ["keyloom.config.ts", "keyloom.config.js"];

/**
 * What the configuration beside a schema file says of rules; that of the preset `recommended` where
 * there is no such file.
 *
 * @throws CannotRunError with the place, where the configuration cannot be loaded or is wrong.
 */
export async function loadSettings(
  schemaFile: string,
  rules: readonly Rule[],
): Promise<LintSettings> {
  const folder = dirname(schemaFile);
  const file = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return new LintSettings(rules, {}, folder);
  const config = (await importModule(file))["default"];
  const fault = checkConfig(config, rules);
  if (fault === undefined) return new LintSettings(rules, (config as never)["lint"] ?? {}, folder);
  const { path, at, message, help } = fault;
  throw new CannotRunError(message, {
    place: new DefinitionSource(file).placeOf(path, at === "name"),
    help,
  });
}
