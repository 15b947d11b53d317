import { CannotRunError } from "../../schema/cannot-run.ts";
import { errorCodes, type KvClient } from "../../src/cloudflare/client.ts";
import type { Provider } from "./provider.ts";

/** Pulumi's type token of a KV namespace. */
export const NAMESPACE_TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

/** The inputs of `cloudflare.WorkersKvNamespace`, and its outputs. */
interface NamespaceState {
  readonly accountId: string;
  readonly title: string;
}

/** Cloudflare's code for a namespace that is not there. */
const NAMESPACE_NOT_FOUND = 10013;

/** Cloudflare's code for a title that another namespace of the account has. */
const TITLE_EXISTS = 10014;

/** Does what Pulumi's Cloudflare provider does for KV namespaces, through the official SDK. */
export function namespaceProvider(client: KvClient): Provider<NamespaceState> {
  return {
    async exists(id, { accountId }) {
      try {
        await client.get(id, { account_id: accountId });
        return true;
      } catch (error) {
        if (errorCodes(error).includes(NAMESPACE_NOT_FOUND)) return false;
        throw error;
      }
    },
    async diff(_id, olds, news) {
      if (olds.accountId !== news.accountId) {
        throw new CannotRunError(
          `it is in account ${olds.accountId}, and a namespace cannot move to account ${news.accountId}`,
          { help: "Use another stage." },
        );
      }
      return { changes: olds.title !== news.title };
    },
    async create({ accountId, title }, wasPending) {
      try {
        const { id } = await client.create({ account_id: accountId, title });
        return { id, outs: { accountId, title } };
      } catch (error) {
        if (!errorCodes(error).includes(TITLE_EXISTS)) throw error;
        const id = wasPending ? await findByTitle(client, accountId, title) : undefined;
        if (id !== undefined) return { id, outs: { accountId, title } };
        throw new CannotRunError(
          `the account already has a namespace titled ${JSON.stringify(title)} that this stage did not make`,
          { cause: error, help: "Rename that one, or change `title` in the schema." },
        );
      }
    },
    async update(id, _olds, { accountId, title }) {
      await client.update(id, { account_id: accountId, title });
      return { outs: { accountId, title } };
    },
  };
}

/** A run that was killed right after the creation had no time to note the id. */
async function findByTitle(
  client: KvClient,
  accountId: string,
  title: string,
): Promise<string | undefined> {
  for await (const namespace of client.list({ account_id: accountId })) {
    if (namespace.title === title) return namespace.id;
  }
  return undefined;
}
