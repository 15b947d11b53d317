import { wranglerNamespaces } from "./wrangler-file.ts";

/**
 * The ids of KV namespaces by binding, with which `wrangler dev` finds data on this machine: `preview_id`, or
 * else `id`, or the binding if there is neither.
 *
 * @param environment `undefined` for the top level.
 * @throws CannotRunError if the wrangler file cannot be read, or has no such environment.
 */
export function localIds(
  wranglerFile: string,
  environment: string | undefined,
): Readonly<Record<string, string>> {
  const { entries = [] } = wranglerNamespaces(wranglerFile, environment);
  return Object.fromEntries(
    entries.map(({ binding, fields }) => {
      const idOf = (name: string) => fields.find((field) => field.name === name)?.data;
      const id = [idOf("preview_id"), idOf("id")].find((id) => typeof id === "string" && id !== "");
      return [binding, String(id ?? binding)];
    }),
  );
}
