import { z } from "zod";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { MODEL_VERSION, type Model } from "../../schema/model.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { writeFileAtomically } from "../files/write-file.ts";
import { isRecord } from "../runtime/issue.ts";

/** The baseline beside the schema file: the model as it was when it was last agreed on. */
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

/** What every comparison looks at: a merge of two baselines by hand may leave less. */
const MODEL = z.looseObject({
  namespaces: z.array(
    z.looseObject({
      ...{ binding: z.string(), title: z.string() },
      collections: z.array(COLLECTION),
    }),
  ),
});

/**
 * Reads the model of a baseline; `undefined` where there is no such file.
 *
 * @throws CannotRunError where the file is no baseline, or one of another version of the model.
 */
export function readModel(file: string): Model | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const model = parsed(text);
  const isOther =
    isRecord(model) && Array.isArray(model["namespaces"]) && model["version"] !== MODEL_VERSION;
  if (!isOther && MODEL.safeParse(model).success) return model as unknown as Model;
  throw new CannotRunError(
    isOther
      ? `${file} was written by another version of Keyloom, whose model it cannot compare`
      : `${file} is not a baseline`,
    {
      // Written anew, it would hold the schema of now, and hide what that has broken.
      help: "Take it as it was from the repository (`git checkout COMMIT -- FILE`), or compare with a commit: `--against main`. `--update-baseline` writes it anew, from the schema of now.",
    },
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
