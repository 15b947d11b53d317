import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** A package's own folder, in the path of one of its files. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The notices of the packages whose code is in the build; their licenses require passing them on with it.
 *
 * @param root the folder that paths in the metafiles are relative to.
 */
export function thirdPartyNotices(metafiles: readonly Metafile[], root: string): string {
  // By outputs: code that is read but not used is not passed on.
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => PACKAGE.exec(path)?.[1]);
  const folders = new Set(inputs.filter((folder) => folder !== undefined));
  const notices = [...folders].map((folder) => noticeOf(join(root, folder))).sort();
  return `This package contains code of the packages below, each under its own license.\n\n${notices.join("\n")}`;
}

function noticeOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version, license, author, repository } = manifest;
  const [file] = globSync("{LICEN[CS]E,licen[cs]e,License,COPYING}*", { cwd: folder }).sort();
  // Some packages come without the license's text, and only name it.
  const text =
    file === undefined
      ? `Copyright (c) ${author?.name ?? author}\n${repository?.url ?? repository}`
      : readFileSync(join(folder, file), "utf8").trim();
  return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}
