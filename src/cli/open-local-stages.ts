import type { CopyEnd } from "../../infra/copy/copy-stage.ts";
import { localNamespaces } from "../../infra/in-process/local-namespaces.ts";
import { localPace } from "../../infra/seed/pace.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { createKvClient } from "../cloudflare/client.ts";
import { startLocalCloudflare } from "../cloudflare/local/index.ts";
import { lock } from "../files/lock.ts";
import { localStage } from "./local-stage.ts";

/** Stages on one local Cloudflare. */
export interface LocalStages {
  /** In the requested order. */
  readonly ends: readonly CopyEnd[];
  close(): Promise<void>;
}

/**
 * Starts the local Cloudflare on the data of some stages.
 *
 * @throws CannotRunError if `keyloom up --local` has not yet created the namespaces of one, or another
 * process is using it.
 */
export async function openLocalStages(
  schemaFile: string,
  model: Model,
  names: readonly string[],
  persistTo: string | undefined,
): Promise<LocalStages> {
  const at = persistTo === undefined ? {} : { persistTo };
  const stages = names.map((stage) => ({ stage, ...localStage(schemaFile, { stage, ...at }) }));
  const namespaces = stages.map(({ stage, stateFile }) => idsOf(model, stage, stateFile));
  const unlocks: (() => void)[] = [];
  const unlock = () => unlocks.forEach((each) => void each());
  try {
    for (const { stateFile } of stages) {
      unlocks.push(lock(`${stateFile}.lock`, `the state ${stateFile}`));
    }
    const [first] = stages;
    const cloudflare = await startLocalCloudflare({ persistTo: first?.persistTo ?? "" });
    const client = createKvClient({ baseUrl: cloudflare.url, apiToken: "local" });
    const { accountId } = cloudflare;
    return {
      ends: namespaces.map((ids) => ({ client, accountId, namespaces: ids, pace: localPace() })),
      async close() {
        await cloudflare.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The ids of a stage's namespaces by binding. */
function idsOf(
  { namespaces }: Model,
  stage: string,
  stateFile: string,
): Readonly<Record<string, string>> {
  const found = localNamespaces(stateFile);
  const missing = namespaces.find(({ binding }) => !Object.hasOwn(found, binding));
  if (missing !== undefined) {
    throw new CannotRunError(
      `the local stage ${JSON.stringify(stage)} has no namespace for ${missing.binding}`,
      { help: `Run \`keyloom up --local --stage ${stage}\` first.` },
    );
  }
  return Object.fromEntries(
    namespaces.map(({ binding }) => [binding, found[binding]?.id ?? ""] as const),
  );
}
