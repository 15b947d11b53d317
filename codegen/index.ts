import { dirname, resolve } from "node:path";
import { CannotRunError } from "../schema/cannot-run.ts";
import type { Model } from "../schema/model.ts";
import { holdsText } from "../src/files/holds-text.ts";
import { readFileIfAny } from "../src/files/read-file.ts";
import { writeFileAtomically } from "../src/files/write-file.ts";
import { readCustomParamTypes } from "./custom-param-types.ts";
import { generateFile } from "./file.ts";
import { isGenerated } from "./generated-mark.ts";

/** A generated file, and what is on disk in its place. */
export interface Generated {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** What is on disk; absent if there is no such file. */
  readonly current: string | undefined;
}

/**
 * Makes the generated file of a schema, without writing it.
 *
 * @throws CannotRunError if a file is in its place that Keyloom did not write.
 */
export async function generate(schemaFile: string, model: Model): Promise<Generated> {
  const file = resolve(dirname(schemaFile), model.output);
  const customTypes = await readCustomParamTypes(model, schemaFile);
  const text = generateFile(model, schemaFile, customTypes);
  if (holdsText(file, text)) return { file, text, current: text };
  // Line ends are a matter of the checkout: on Windows, Git may well write two characters.
  const current = readFileIfAny(file)?.replaceAll("\r\n", "\n");
  if (current !== undefined && current.trim() !== "" && !isGenerated(current)) {
    throw new CannotRunError(`${file} exists, but \`keyloom generate\` did not write it`, {
      help: "Name another file with the schema's `output`, or remove this one.",
    });
  }
  return { file, text, current };
}

/** Whether the file on disk is up to date with the schema. */
export function isUpToDate({ text, current }: Generated): boolean {
  return text === current;
}

/** Writes the file, unless it is already up to date: watchers and caches then see no change. */
export async function writeGenerated(generated: Generated): Promise<void> {
  if (!isUpToDate(generated)) await writeFileAtomically(generated.file, generated.text);
}
