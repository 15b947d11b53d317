import { CannotRunError } from "../../schema/cannot-run.ts";
import { MODEL_VERSION, type Model } from "../../schema/model.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import { isRecord } from "../runtime/issue.ts";

/** The baseline beside the schema file: the model as it was when it was last agreed on. */
export const DEFAULT_BASELINE = "keyloom.baseline.json";

/**
 * Reads the model of a baseline; `undefined` where there is no such file.
 *
 * @throws CannotRunError where the file is no baseline, or one of another version of the model.
 */
export function readModel(file: string): Model | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const model = parsed(text);
  const isModel = isRecord(model) && Array.isArray(model["namespaces"]);
  if (isModel && model["version"] === MODEL_VERSION) return model as unknown as Model;
  throw new CannotRunError(
    isModel
      ? `${file} was written by another version of Keyloom, whose model it cannot compare`
      : `${file} is not a baseline`,
    { help: "Write it anew with `keyloom breaking --update-baseline`." },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws CannotRunError where the file cannot be written. */
export async function writeModel(file: string, model: Model): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify(model, null, 2)}\n`);
}
