import { readFileSync } from "node:fs";
import { isGenerated } from "../../../codegen/generated-mark.ts";
import { mayUseKv } from "../../lint/check-file.ts";
import type { LintSettings } from "../../lint/config/settings.ts";
import { findSources } from "../../lint/source/find-sources.ts";
import { kvProperties } from "../../lint/source/kv-call.ts";
import { Modules } from "../../lint/source/modules/modules.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { Imports } from "../../lint/source/source-file.ts";

/** The source files of a project that may use KV. */
export interface ProjectFiles {
  readonly files: readonly SourceFile[];
  /** The names of bindings: the given ones, and properties of the code's own `Env`. */
  readonly bindings: ReadonlySet<string>;
  /** The files that do not parse. */
  readonly unread: readonly string[];
}

/** How people name bindings, but nothing else that holds a namespace. */
const BINDING = /^[A-Z][A-Z0-9_]*$/;

/** Reads the files below a folder that may use KV: each once, no matter who imports it. */
export function projectFiles(
  root: string,
  settings: LintSettings,
  named: ReadonlySet<string>,
): ProjectFiles {
  const modules = new Modules();
  const files: SourceFile[] = [];
  const unread: string[] = [];
  for (const path of findSources(root)) {
    if (!settings.includes(path)) continue;
    const text = readFileSync(path, "utf8");
    if (!mayUseKv({ bindings: named }, text) || isGenerated(text)) continue;
    const parsed = modules.at(path);
    if (parsed === undefined) unread.push(path);
    else files.push({ ...parsed, imports: new Imports(modules) });
  }
  const declared = files.flatMap(({ tree }) => [...kvProperties(tree)]);
  const bindings = new Set([...named, ...declared.filter((name) => BINDING.test(name))]);
  return { files, bindings, unread };
}
