import { CannotRunError } from "../../../schema/cannot-run.ts";
import type { WorkerOptions } from "./miniflare-options.ts";
import type { AssetsConfig, ScriptBinding, ScriptModule, ScriptVersion } from "./script.ts";

type Config = WorkerOptions["config"];
type ModuleType = NonNullable<Config["manifest"]>["modules"][string]["type"];

/** The types of uploaded modules by their content types, as wrangler writes them. */
const MODULE_TYPES: Readonly<Record<string, ModuleType>> = {
  "application/javascript+module": "esm",
  "text/javascript+module": "esm",
  "application/javascript": "cjs",
  "text/javascript": "cjs",
  "application/wasm": "wasm",
  "application/json": "json",
  "text/plain": "text",
  "application/octet-stream": "data",
  "application/source-map": "sourcemap",
};

/** The code of a Worker that has only static files: Miniflare never calls it. */
const NO_CODE: ScriptModule = {
  name: "index.js",
  contentType: "application/javascript+module",
  content: new TextEncoder().encode(
    'export default { fetch: () => new Response("", { status: 404 }) };',
  ),
};

/**
 * A version of a Worker as Miniflare runs it, with its modules, bindings and static files.
 *
 * @param name its name for Miniflare.
 * @param worker its name for people.
 * @param assets the folder of its static files, if any.
 * @throws CannotRunError if it has a binding or a module that is not served here.
 */
export function deployedWorker(
  name: string,
  worker: string,
  { metadata, bindings, modules: own }: ScriptVersion,
  assets: string | undefined,
): WorkerOptions {
  const [main = NO_CODE, ...others] = own;
  const { compatibility_date: date, compatibility_flags: flags } = metadata;
  return {
    config: {
      name,
      // Without a date the oldest applies, as in production.
      compatibilityDate: date ?? "2021-11-02",
      ...(flags !== undefined && { compatibilityFlags: [...flags] }),
      manifest: {
        mainModule: main.name,
        modulesRoot: "/",
        modules: Object.fromEntries(
          [main, ...others].map(({ name, contentType, content }) => {
            const type = MODULE_TYPES[contentType.split(";")[0] ?? ""];
            if (type !== undefined) return [name, { type, contents: content }];
            throw notServed(worker, `its module ${name} is of the type ${contentType}`);
          }),
        ),
      },
      env: Object.fromEntries(bindings.map((binding) => [binding.name, envOf(worker, binding)])),
      exports: {},
      ...(assets !== undefined && {
        assets: assetsOf(assets, own.length > 0, metadata.assets?.config),
      }),
    },
  };
}

function assetsOf(
  directory: string,
  hasUserWorker: boolean,
  config: AssetsConfig = {},
): NonNullable<Config["assets"]> {
  const given = {
    htmlHandling: config.html_handling,
    notFoundHandling: config.not_found_handling,
    basePath: config.base_path,
    runWorkerFirst: config.run_worker_first,
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  // Miniflare reports those that it does not know.
  return { directory, hasUserWorker, ...Object.fromEntries(known) };
}

function envOf(worker: string, binding: ScriptBinding): NonNullable<Config["env"]>[string] {
  switch (binding.type) {
    case "kv_namespace":
      return { type: "kv", ...(binding.namespace_id && { id: binding.namespace_id }) };
    case "plain_text":
    case "secret_text":
      return { type: "text", value: binding.text ?? "" };
    case "assets":
      return { type: "assets" };
    case "json":
      return { type: "json", value: binding.json as never };
    default:
      throw notServed(worker, `its binding ${binding.name} is of the type ${binding.type}`);
  }
}

function notServed(worker: string, why: string): CannotRunError {
  return new CannotRunError(`the Worker ${worker} cannot be served here: ${why}`, {
    help: "A deployed Worker can use only KV, texts, JSON and static files; `keyloom dev` binds all that Miniflare supports.",
  });
}
