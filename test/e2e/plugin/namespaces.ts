import { errorCodes, type KvClient, NAMESPACE_NOT_FOUND } from "../../../src/cloudflare/client.ts";
import type { Resources } from "./resources.ts";

interface Inputs {
  readonly accountId: string;
  readonly title: string;
  readonly jurisdiction?: Jurisdiction;
}

/** As the API takes it. */
type Jurisdiction = "eu" | "fedramp" | "us";

/** `WorkersKvNamespace` */
export function namespaces(client: KvClient): Resources<Inputs> {
  return {
    async create(inputs) {
      const { accountId, title, jurisdiction } = inputs;
      const { id } = await client.create({
        account_id: accountId,
        title,
        ...(jurisdiction !== undefined && { jurisdiction }),
      });
      return { id, outs: { ...inputs, supportsUrlEncoding: true } };
    },
    async read(id, props) {
      // At an import there is nothing but its id: `<account>/<namespace>`.
      const [namespace = "", account = props?.accountId ?? ""] = id.split("/").reverse();
      try {
        const { title, jurisdiction } = (await client.get(namespace, {
          account_id: account,
        })) as Awaited<ReturnType<typeof client.get>> & { jurisdiction?: Jurisdiction };
        const inputs = {
          accountId: account,
          title,
          ...(jurisdiction !== undefined && { jurisdiction }),
        };
        return { id: namespace, inputs, props: { ...inputs, supportsUrlEncoding: true } };
      } catch (error) {
        if (!errorCodes(error).includes(NAMESPACE_NOT_FOUND)) throw error;
        return { id: "", props: {} };
      }
    },
    async update(id, inputs) {
      await client.update(id, { account_id: inputs.accountId, title: inputs.title });
      return { outs: { ...inputs, supportsUrlEncoding: true } };
    },
    async delete(id, { accountId }) {
      await client.delete(id, { account_id: accountId });
    },
  };
}
