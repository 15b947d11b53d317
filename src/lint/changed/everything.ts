import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseCode } from "../../../schema/source/oxc.ts";
import { wranglerFileOf } from "../../wrangler/wrangler-file.ts";
import { configFileOf } from "../config/load.ts";

/** Whether one of some files may change the findings in any other: the schema, and what else counts for all files. */
export function changesEverything(changed: ReadonlySet<string>, schemaFile: string): boolean {
  const config = configFileOf(schemaFile);
  const all = [
    ...modulesOf(schemaFile),
    ...(config === undefined ? [] : modulesOf(config)),
    wranglerFileOf(dirname(schemaFile)),
  ];
  return all.some((file) => file !== undefined && changed.has(file));
}

/** A module and the files that it imports, at whatever depth. */
function modulesOf(file: string): ReadonlySet<string> {
  const found = new Set([file]);
  // The loop also visits those that are added meanwhile.
  for (const path of found) {
    if (!existsSync(path) || !/\.[cm]?[jt]s$/.test(path)) continue;
    const { module } = parseCode(path, readFileSync(path, "utf8"));
    const { staticImports, staticExports } = module;
    const from = [
      ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...staticExports.flatMap(({ entries }) =>
        entries.map(({ moduleRequest }) => moduleRequest?.value ?? ""),
      ),
    ];
    for (const name of from) if (name.startsWith(".")) found.add(resolve(dirname(path), name));
  }
  return found;
}
