import { type CloudflareApi, isNotFound } from "./api.ts";
import { only, type Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";

interface Inputs extends Properties {
  readonly accountId: string;
  readonly scriptName: string;
}

/** The properties of a deployment that only the API knows. */
const COMPUTED = ["authorEmail", "createdOn", "source"];

/**
 * `WorkersDeployment`
 *
 * Checked against terraform-provider-cloudflare's `internal/services/workers_deployment/resource.go`:
 * any change makes another deployment, and none is deleted.
 */
export function workersDeployments(api: CloudflareApi): Resources<Inputs> {
  return {
    async create(inputs) {
      const { accountId, scriptName, ...body } = inputs;
      const made = await api.call("POST", deploymentsPath(inputs), body);
      return { id: String(made["id"]), outs: { ...inputs, ...only(made, COMPUTED) } };
    },
    async read(id, known = {}) {
      const { accountId = "", scriptName = "" } = known;
      try {
        const found = await api.call("GET", `${deploymentsPath({ accountId, scriptName })}/${id}`);
        return { id, props: { ...known, ...only(found, COMPUTED) } };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update() {
      throw new Error("a deployment of a Worker never changes");
    },
    async delete() {},
  };
}

function deploymentsPath({ accountId, scriptName }: Pick<Inputs, "accountId" | "scriptName">) {
  return `/accounts/${accountId}/workers/scripts/${scriptName}/deployments`;
}
