import { type CloudflareApi, isNotFound } from "./api.ts";
import { namespacesPath } from "./namespaces.ts";
import type { Resources } from "./resources.ts";

/** Which value it is. */
interface Place {
  readonly accountId: string;
  readonly namespaceId: string;
  readonly keyName: string;
}

interface Inputs extends Place {
  readonly value: string;
}

/** `WorkersKv`, as far as a value goes: its metadata and its TTL are left out. */
export function values(api: CloudflareApi): Resources<Inputs> {
  const write = async (inputs: Inputs) => {
    const form = new FormData();
    form.append("value", inputs.value);
    await api.call("PUT", valuePath(inputs), form);
  };
  return {
    async create(inputs) {
      await write(inputs);
      return { id: inputs.keyName, outs: inputs };
    },
    async read(id, { accountId = "", namespaceId = "" } = {}) {
      const place = { accountId, namespaceId, keyName: id };
      try {
        const answer = await api.read("GET", valuePath(place));
        const props = { ...place, value: await answer.text() };
        return { id, inputs: props, props };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        return { id: "", props: {} };
      }
    },
    async update(_id, inputs) {
      await write(inputs);
      return { outs: inputs };
    },
    async delete(_id, place) {
      await api.call("DELETE", valuePath(place));
    },
  };
}

function valuePath({ accountId, namespaceId, keyName }: Place): string {
  return `${namespacesPath(accountId)}/${namespaceId}/values/${encodeURIComponent(keyName)}`;
}
