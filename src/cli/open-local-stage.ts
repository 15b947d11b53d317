import type { CopyEnd } from "../../infra/copy/copy-stage.ts";
import { localNamespaces } from "../../infra/in-process/local-namespaces.ts";
import { Pace } from "../../infra/seed/pace.ts";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Model } from "../../schema/model.ts";
import { createKvClient } from "../cloudflare/client.ts";
import { startLocalCloudflare } from "../cloudflare/local/index.ts";
import { lock } from "../files/lock.ts";
import { localStage } from "./local-stage.ts";

/**
 * Starts the local Cloudflare on the data of a stage.
 *
 * @throws CannotRunError where `keyloom up --local` has not made the stage's namespaces yet, or another
 * process works on it.
 */
export async function openLocalStage(
  schemaFile: string,
  { namespaces }: Model,
  options: { readonly stage: string; readonly persistTo?: string },
): Promise<CopyEnd & { close(): Promise<void> }> {
  const { persistTo, stateFile } = localStage(schemaFile, options);
  const found = localNamespaces(stateFile);
  const missing = namespaces.find(({ binding }) => !Object.hasOwn(found, binding));
  if (missing !== undefined) {
    throw new CannotRunError(
      `the local stage ${JSON.stringify(options.stage)} has no namespace for ${missing.binding}`,
      { help: `Run \`keyloom up --local --stage ${options.stage}\` first.` },
    );
  }
  const unlock = lock(`${stateFile}.lock`, `the state ${stateFile}`);
  try {
    const cloudflare = await startLocalCloudflare({ persistTo });
    return {
      client: createKvClient({ baseUrl: cloudflare.url, apiToken: "local" }),
      accountId: cloudflare.accountId,
      namespaces: Object.fromEntries(
        namespaces.map(({ binding }) => [binding, found[binding]?.id ?? ""]),
      ),
      // Nobody shares its rate with the account.
      pace: new Pace(),
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
