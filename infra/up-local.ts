import type { Model } from "../schema/model.ts";
import type { ReadingProgress } from "../schema/seed/reading.ts";
import { createKvClient } from "../src/cloudflare/client.ts";
import { hasData } from "../src/cloudflare/local/kv-files.ts";
import { lock } from "../src/files/lock.ts";
import { importPulumi } from "./in-process/import-pulumi.ts";
import type { Operation } from "./in-process/monitor.ts";
import { NAMESPACE_TYPE, namespaceProvider } from "./in-process/namespace-provider.ts";
import type { RunResult } from "./in-process/run-in-process.ts";
import { StackState } from "./in-process/state.ts";
import { titlesByName } from "./namespace-names.ts";
import { readStackSchema } from "./read-schema.ts";
import type { SeedProgress } from "./seed/connection.ts";
import type { Manifest } from "./seed/manifest.ts";
import type { Pace } from "./seed/pace.ts";
import { kvSeedProvider } from "./seed/provider.ts";
import type { KvSeedInputs } from "./seed/state.ts";
import type { Adopt, NamespaceOutput } from "./stack.ts";
import { keepAllSmall } from "./start-up/memory.ts";

/** What `upLocal` works on. */
export interface UpLocalOptions {
  readonly schemaFile: string;
  readonly stage: string;
  /** The local Cloudflare's API: `http://127.0.0.1:4321/client/v4`. */
  readonly apiUrl: string;
  readonly accountId: string;
  /** Where the stage's state is kept. It belongs to the local data: they go together. */
  readonly stateFile: string;
  /** The folder of the local data. With it, seeds are sent again if somebody has removed the data from it. */
  readonly persistTo?: string;
  /** Whether records that are no longer in a seed are removed from KV; by default they stay. */
  readonly prune?: boolean;
  /** Whether bad records of seeds are left out with a warning; by default they stop the run. */
  readonly skipInvalid?: boolean;
  /** Existing namespaces of the local Cloudflare to take over, by binding. */
  readonly adopt?: Adopt;
  /**
   * The ids of namespaces by binding; others get new ids. A namespace with another id from an earlier run becomes
   * the one with this id, unless another namespace has it.
   */
  readonly ids?: Readonly<Record<string, string>>;
  /** The rate of the calls; by default that of the process. */
  readonly pace?: Pace;
  /** Called with the schema's model, before any seed is read. */
  readonly onModel?: (model: Model) => void;
  /** Told now and then how far the reading of a seed is, where it takes long. */
  readonly onReading?: (collection: string, progress: ReadingProgress) => void;
  /** Called after each call with the progress of a seed. */
  readonly onSeed?: (collection: string, progress: SeedProgress) => void;
  readonly onResource?: (name: string, operation: Operation) => void;
}

/** What a run did, and the namespaces that now exist. */
export interface UpLocalResult
  extends RunResult<{ readonly namespaces: Readonly<Record<string, NamespaceOutput>> }> {
  /** The schema's. */
  readonly model: Model;
}

/**
 * Provisions and seeds a stage on the local Cloudflare, with the same program that the Pulumi CLI
 * runs. After a run was stopped, simply run it again: it continues where the other one ended.
 *
 * @throws SchemaProblemsError if the schema or a seed has problems, CannotRunError if another run is active
 * or the API rejects a call: it names the resource.
 */
export async function upLocal(options: UpLocalOptions): Promise<UpLocalResult> {
  const { apiUrl, accountId, stateFile, schemaFile, stage, prune, onResource } = options;
  const { adopt, ids = {}, onModel, onReading, onSeed, pace, skipInvalid = false } = options;
  const { persistTo } = options;
  keepAllSmall();
  const unlock = lock(`${stateFile}.lock`, `the state ${stateFile}`);
  try {
    const state = new StackState(stateFile);
    const connection = { baseUrl: apiUrl, apiToken: "local" };
    const checked = new Map<string, Manifest>();
    const schema = await readStackSchema(schemaFile, {
      skipInvalid,
      onModel,
      onReading,
      onSeedCode: (name, manifest) => checked.set(name, manifest),
    });
    // This run has no refresh.
    const { read: _, ...seedProvider } = kvSeedProvider({
      ...connection,
      checked,
      journals: `${stateFile}.seeds`,
      ...(pace !== undefined && { pace }),
      ...(onSeed !== undefined && { onProgress: onSeed }),
    });
    // Loaded late: problems are reported sooner, and reading large seeds needs the memory that Pulumi takes.
    const [{ runInProcess }, { program }, { KV_SEED_TYPE }] = await importPulumi(() =>
      Promise.all([
        import("./in-process/run-in-process.ts"),
        import("./program.ts"),
        import("./seed/kv-seed.ts"),
      ]),
    );
    const titles = titlesByName(schema.model, stage);
    const run = () => program(undefined, async () => schema);
    const result: Omit<UpLocalResult, "model"> = await runInProcess(run, {
      project: "keyloom",
      stage,
      state,
      config: {
        "keyloom:accountId": accountId,
        "keyloom:schema": schemaFile,
        "keyloom:prune": String(prune ?? false),
        "keyloom:skipInvalid": String(skipInvalid),
        "keyloom:adopt": JSON.stringify(adopt ?? {}),
      },
      providers: {
        [NAMESPACE_TYPE]: namespaceProvider(
          createKvClient(connection),
          (id) => titles.get(nameOf(state, id) ?? ""),
          byTitle(ids, titles),
        ),
        [KV_SEED_TYPE]: {
          ...seedProvider,
          internal: ["manifest"],
          exists: async (_: string, { namespaceId, records }: KvSeedInputs) =>
            persistTo === undefined || records === 0 || hasData(persistTo, namespaceId),
        },
      },
      ...(onResource !== undefined && { onResource }),
    });
    return { ...result, model: schema.model };
  } finally {
    unlock();
  }
}

/** The name of the resource that is the namespace with an id. */
function nameOf(state: StackState, namespaceId: string): string | undefined {
  return state.all().find(({ type, id }) => type === NAMESPACE_TYPE && id === namespaceId)?.name;
}

function byTitle(
  ids: Readonly<Record<string, string>>,
  titles: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(ids).flatMap(([binding, id]) => {
      const title = titles.get(binding);
      return title === undefined ? [] : [[title, id]];
    }),
  );
}
