import { type CloudflareApi, isNotFound } from "./api.ts";
import { only, type Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";

interface Inputs extends Properties {
  readonly accountId: string;
  readonly name: string;
}

/** The properties of a Worker that only the API knows. */
const COMPUTED = ["createdOn", "updatedOn", "deployedOn"];

/**
 * `Worker`, as far as its name and its subdomain go.
 *
 * Checked against terraform-provider-cloudflare's `internal/services/worker/resource.go`: made by POST,
 * changed as a whole by PUT.
 */
export function workers(api: CloudflareApi): Resources<Inputs> {
  return {
    async create(inputs) {
      const { accountId, ...body } = inputs;
      const made = await api.call("POST", `/accounts/${accountId}/workers/workers`, body);
      return { id: String(made["id"]), outs: { ...inputs, ...only(made, COMPUTED) } };
    },
    async read(id, known = {}) {
      const [worker = "", accountId = known.accountId ?? ""] = id.split("/").reverse();
      try {
        const found = await api.call("GET", workerPath(accountId, worker));
        const { subdomain = undefined } = known;
        const inputs = {
          accountId,
          name: found["name"],
          ...(subdomain !== undefined && { subdomain }),
        };
        return { id: worker, inputs, props: { ...inputs, ...only(found, COMPUTED) } };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update(id, inputs) {
      const { accountId, ...body } = inputs;
      const changed = await api.call("PUT", workerPath(accountId, id), body);
      return { outs: { ...inputs, ...only(changed, COMPUTED) } };
    },
    async delete(id, { accountId }) {
      await api.call("DELETE", workerPath(accountId, id));
    },
  };
}

/** The URL of a Worker, which is named by its id or its name. */
export function workerPath(accountId: string, worker: string): string {
  return `/accounts/${accountId}/workers/workers/${worker}`;
}
