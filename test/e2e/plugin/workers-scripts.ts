import { type CloudflareApi, isNotFound } from "./api.ts";
import { only, type Properties, snake } from "./properties.ts";
import type { Resources } from "./resources.ts";

interface Inputs extends Properties {
  readonly accountId: string;
  readonly scriptName: string;
  readonly content: string;
  readonly mainModule: string;
}

/** The properties of a Worker that only the API knows. */
const COMPUTED = ["etag", "createdOn", "modifiedOn", "handlers", "hasModules"];

/**
 * `WorkersScript` of one ES module, as far as its content, bindings and compatibility go.
 *
 * Checked against terraform-provider-cloudflare's `internal/services/workers_script`, `resource.go` and
 * `model.go`, on which Pulumi's provider is built: the form with the module before `metadata`; a
 * refresh that reads the service, the settings and the content, which comes as a form.
 */
export function workersScripts(api: CloudflareApi): Resources<Inputs> {
  const upload = async (inputs: Inputs): Promise<Properties> => {
    const { accountId, scriptName, content, ...metadata } = inputs;
    const form = new FormData();
    const type = "application/javascript+module";
    form.append(metadata.mainModule, new File([content], metadata.mainModule, { type }));
    const json = JSON.stringify(snake(metadata));
    form.append("metadata", new Blob([json], { type: "application/json" }));
    return { ...inputs, ...only(await api.call("PUT", scriptPath(inputs), form), COMPUTED) };
  };
  return {
    async create(inputs) {
      return { id: inputs.scriptName, outs: await upload(inputs) };
    },
    async read(id, known = {}) {
      // At an import there is nothing but its id: `<account>/<script>`.
      const [scriptName = "", accountId = known.accountId ?? ""] = id.split("/").reverse();
      const place = { accountId, scriptName };
      try {
        const service = await api.call(
          "GET",
          `/accounts/${accountId}/workers/services/${scriptName}`,
        );
        const { script } = service["defaultEnvironment"] as { readonly script: Properties };
        const settings = await api.call("GET", `${scriptPath(place)}/settings`);
        const answer = await api.read("GET", `${scriptPath(place)}/content/v2`);
        const [[mainModule, module] = ["", ""]] = await answer.formData();
        const content = await new Response(module).text();
        const refreshed = { ...place, mainModule, content, bindings: settings["bindings"] };
        const inputs = {
          ...only(known, ["compatibilityDate", "compatibilityFlags"]),
          ...refreshed,
        };
        return { id: scriptName, inputs, props: { ...inputs, ...only(script, COMPUTED) } };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update(_id, inputs) {
      return { outs: await upload(inputs) };
    },
    async delete(_id, place) {
      await api.call("DELETE", scriptPath(place));
    },
  };
}

function scriptPath({ accountId, scriptName }: Pick<Inputs, "accountId" | "scriptName">): string {
  return `/accounts/${accountId}/workers/scripts/${scriptName}`;
}
