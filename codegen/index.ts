import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Model } from "../schema/model.ts";
import { writeFileAtomically } from "../src/files/write-file.ts";
import { readCustomParamTypes } from "./custom-param-types.ts";
import { generateFile } from "./file.ts";

/** A generated file, and what stands on the disk in its place. */
export interface Generated {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** What is on the disk; absent where there is no such file. */
  readonly current: string | undefined;
}

/** Makes the generated file of a schema, without writing it. */
export async function generate(schemaFile: string, model: Model): Promise<Generated> {
  const customTypes = await readCustomParamTypes(model, schemaFile);
  const file = resolve(dirname(schemaFile), model.output);
  return {
    file,
    text: generateFile(model, basename(schemaFile), customTypes),
    current: existsSync(file) ? readFileSync(file, "utf8") : undefined,
  };
}

/** Writes the file, unless it is what it should be already: watchers and caches then see no change. */
export async function writeGenerated({ file, text, current }: Generated): Promise<void> {
  if (current !== text) await writeFileAtomically(file, text);
}
