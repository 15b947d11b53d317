import { type CloudflareApi, isNotFound } from "./api.ts";
import { only, type Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";
import { workerPath } from "./workers.ts";

interface Inputs extends Properties {
  readonly accountId: string;
  readonly workerId: string;
}

/** What only the API knows of a version. */
const COMPUTED = ["number", "createdOn", "source", "startupTimeMs", "urls"];

/**
 * `WorkerVersion`, with modules by their content (not by their files) and without static assets.
 *
 * Checked against terraform-provider-cloudflare's `internal/services/worker_version/resource.go`:
 * sent as JSON with the modules in base64; any change makes another version, and none is deleted.
 */
export function workerVersions(api: CloudflareApi): Resources<Inputs> {
  return {
    async create(inputs) {
      const { accountId, workerId, ...body } = inputs;
      const made = await api.call("POST", `${workerPath(accountId, workerId)}/versions`, body);
      return { id: String(made["id"]), outs: { ...inputs, ...only(made, COMPUTED) } };
    },
    async read(id, known = {}) {
      const { accountId = "", workerId = "" } = known;
      try {
        const path = `${workerPath(accountId, workerId)}/versions/${id}?include=modules`;
        return { id, props: { ...known, ...only(await api.call("GET", path), COMPUTED) } };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update() {
      throw new Error("a version of a Worker never changes");
    },
    async delete() {},
  };
}
