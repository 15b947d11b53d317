import { convertV4MiniflareOptions, type V4WorkerOptions } from "miniflare";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { ServedWorkers } from "../cloudflare/local/index.ts";
import type { Bundle } from "./bundle.ts";
import type { WranglerSettings } from "./wrangler-worker.ts";

/**
 * The Worker with everything that its wrangler file binds, and with the namespaces of the stage instead of those
 * that the file names.
 *
 * @param ids the ids of the stage's namespaces by binding.
 * @throws CannotRunError if the wrangler file has something that this Miniflare does not know.
 */
export function servedWorkers(
  { name, options }: WranglerSettings,
  { modules }: Bundle,
  ids: Readonly<Record<string, string>>,
): ServedWorkers {
  const { modulesRules: _, ...workerOptions } = options.workerOptions;
  const namespaces = Object.entries(ids).map(([binding, id]) => [binding, { id }] as const);
  const served = {
    ...workerOptions,
    name,
    modules: [...modules],
    kvNamespaces: { ...workerOptions.kvNamespaces, ...Object.fromEntries(namespaces) },
  } as V4WorkerOptions;
  try {
    const others = options.externalWorkers as readonly V4WorkerOptions[];
    const { workers } = convertV4MiniflareOptions({ workers: [served, ...others] });
    return workers as unknown as ServedWorkers;
  } catch (error) {
    throw new CannotRunError(
      `the Worker ${name} cannot be served here: ${(error as Error).message}`,
      { cause: error, help: "Use `wrangler dev`: it uses the same data." },
    );
  }
}
