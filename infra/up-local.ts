import { createKvClient } from "../src/cloudflare/client.ts";
import { type Operation, type RunResult, runInProcess } from "./in-process/engine.ts";
import { lock } from "./in-process/lock.ts";
import { namespaceProvider } from "./in-process/namespace-provider.ts";
import { seedProvider } from "./in-process/seed-provider.ts";
import { StackState } from "./in-process/state.ts";
import { program } from "./program.ts";
import { KV_SEED_TYPE } from "./seed/kv-seed.ts";
import type { NamespaceOutput } from "./stack.ts";

const NAMESPACE_TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

/** What `upLocal` works on. */
export interface UpLocalOptions {
  readonly schemaFile: string;
  readonly stage: string;
  /** The local Cloudflare's API: `http://127.0.0.1:4321/client/v4`. */
  readonly apiUrl: string;
  readonly accountId: string;
  /** Where the stage's state is kept. It belongs to the local data: they go together. */
  readonly stateFile: string;
  /** Told after each call how many records of a seed are written. */
  readonly onSeed?: (collection: string, done: number, total: number) => void;
  readonly onResource?: (name: string, operation: Operation) => void;
}

/** What a run did, and the namespaces that there are now. */
export type UpLocalResult = RunResult<{
  readonly namespaces: Readonly<Record<string, NamespaceOutput>>;
}>;

/**
 * Provisions and seeds a stage on the local Cloudflare, with the same program that the Pulumi CLI
 * runs. A run that was stopped is simply run again: it goes on where the other one ended.
 *
 * @throws CannotRunError where the schema has problems or another run is at work, else an `Error`
 * that names the resource.
 */
export async function upLocal(options: UpLocalOptions): Promise<UpLocalResult> {
  const { apiUrl, accountId, stateFile, schemaFile, stage, onSeed, onResource } = options;
  const unlock = lock(`${stateFile}.lock`);
  try {
    const state = new StackState(stateFile);
    const connection = { baseUrl: apiUrl, apiToken: "local" };
    return await runInProcess(program, {
      project: "keyloom",
      stage,
      state,
      config: { "keyloom:accountId": accountId, "keyloom:schema": schemaFile },
      providers: {
        [NAMESPACE_TYPE]: namespaceProvider(createKvClient(connection)),
        [KV_SEED_TYPE]: seedProvider({
          ...connection,
          async onCheckpoint(id, reached, total) {
            const name = `${reached.binding}.${reached.collection}`;
            await state.set({ type: KV_SEED_TYPE, name, id, outputs: { ...reached } });
            onSeed?.(name, reached.records, total);
          },
        }),
      },
      ...(onResource !== undefined && { onResource }),
    });
  } finally {
    unlock();
  }
}
