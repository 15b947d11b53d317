import { NotFoundError } from "cloudflare/error";
import type { KvClient } from "../../../src/cloudflare/client.ts";
import type { Resources } from "./resources.ts";

interface Inputs {
  readonly accountId: string;
  readonly namespaceId: string;
  readonly keyName: string;
  readonly value: string;
}

/** `WorkersKv`, as far as a value goes: its metadata and its TTL are left out. */
export function values(client: KvClient): Resources<Inputs> {
  const write = ({ accountId, namespaceId, keyName, value }: Inputs) =>
    client.values.update(keyName, { account_id: accountId, namespace_id: namespaceId, value });
  return {
    async create(inputs) {
      await write(inputs);
      return { id: inputs.keyName, outs: inputs };
    },
    async read(id, { accountId = "", namespaceId = "" } = {}) {
      try {
        const place = { account_id: accountId, namespace_id: namespaceId };
        const answer = await client.values.get(id, place);
        const props = { accountId, namespaceId, keyName: id, value: await answer.text() };
        return { id, inputs: props, props };
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        return { id: "", props: {} };
      }
    },
    async update(_id, inputs) {
      await write(inputs);
      return { outs: inputs };
    },
    async delete(id, { accountId, namespaceId }) {
      await client.values.delete(id, { account_id: accountId, namespace_id: namespaceId });
    },
  };
}
