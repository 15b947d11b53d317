import { ApiError, type CloudflareApi, NAMESPACE_NOT_FOUND } from "./api.ts";
import { only, type Properties } from "./properties.ts";
import type { Resources } from "./resources.ts";

interface Inputs extends Properties {
  readonly accountId: string;
  readonly title: string;
  readonly jurisdiction?: string;
}

/** `WorkersKvNamespace` */
export function namespaces(api: CloudflareApi): Resources<Inputs> {
  return {
    async create(inputs) {
      const { accountId, ...body } = inputs;
      const { id } = await api.call("POST", namespacesPath(accountId), body);
      return { id: String(id), outs: { ...inputs, supportsUrlEncoding: true } };
    },
    async read(id, props) {
      // At an import there is nothing but its id: `<account>/<namespace>`.
      const [namespace = "", accountId = props?.accountId ?? ""] = id.split("/").reverse();
      try {
        const found = await api.call("GET", `${namespacesPath(accountId)}/${namespace}`);
        const inputs = { accountId, ...only(found, ["title", "jurisdiction"]) };
        return { id: namespace, inputs, props: { ...inputs, supportsUrlEncoding: true } };
      } catch (error) {
        if (!(error instanceof ApiError && error.codes.includes(NAMESPACE_NOT_FOUND))) throw error;
        return { id: "", props: {} };
      }
    },
    async update(id, inputs) {
      const { accountId, title } = inputs;
      await api.call("PUT", `${namespacesPath(accountId)}/${id}`, { title });
      return { outs: { ...inputs, supportsUrlEncoding: true } };
    },
    async delete(id, { accountId }) {
      await api.call("DELETE", `${namespacesPath(accountId)}/${id}`);
    },
  };
}

/** Where an account's namespaces are. */
export function namespacesPath(accountId: string): string {
  return `/accounts/${accountId}/storage/kv/namespaces`;
}
