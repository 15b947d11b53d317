import { z } from "zod";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { jsonOf } from "../../schema/json-of.ts";
import { MODEL_VERSION, type Model } from "../../schema/model.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import { isRecord } from "../runtime/issue.ts";

/** The baseline beside the schema file: the model as it was last accepted. */
export const DEFAULT_BASELINE = "keyloom.baseline.json";

const KIND = z.looseObject({ kind: z.string() });

const KEY = z.looseObject({
  template: z.string(),
  segments: z.array(z.looseObject({})),
  params: z.array(z.looseObject({ name: z.string(), codec: KIND })),
});

const COLLECTION = z.looseObject({
  ...{ name: z.string(), key: KEY, value: KIND },
  ttl: z.looseObject({ policy: z.string() }),
});

/** What every comparison reads: a manual merge of two baselines may leave less. */
const MODEL = z.looseObject({
  namespaces: z.array(
    z.looseObject({
      ...{ binding: z.string(), title: z.string() },
      collections: z.array(COLLECTION),
    }),
  ),
});

/**
 * Reads the model of a baseline; `undefined` if there is no such file.
 *
 * @throws CannotRunError if the file is not a baseline, or has another version of the model.
 */
export function readModel(file: string): Model | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const model = jsonOf(text);
  const isOther =
    isRecord(model) && Array.isArray(model["namespaces"]) && model["version"] !== MODEL_VERSION;
  if (!isOther && MODEL.safeParse(model).success) return model as unknown as Model;
  throw new CannotRunError(
    isOther
      ? `${file} was written by another version of Keyloom, whose model cannot be compared`
      : `${file} is not a baseline`,
    {
      // Rewritten, it would hold the current schema, and hide what that has broken.
      help: "Restore it from the repository (`git checkout COMMIT -- FILE`), or compare with a commit: `--against main`. `--update-baseline` rewrites it from the current schema.",
    },
  );
}

/** @throws CannotRunError if the file cannot be written. */
export async function writeModel(file: string, model: Model): Promise<void> {
  await writeFileAtomically(file, `${JSON.stringify(model, null, 2)}\n`);
}
