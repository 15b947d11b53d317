import type { KvClient } from "../../src/cloudflare/client.ts";
import type { Provider } from "./engine.ts";

/** The inputs of `cloudflare.WorkersKvNamespace`, and its outputs. */
interface NamespaceState {
  readonly accountId: string;
  readonly title: string;
}

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
        if ((error as { status?: number }).status === 404) return false;
        throw error;
      }
    },
    diff(olds, news) {
      if (olds.accountId !== news.accountId) {
        throw new Error(
          `it is in account ${olds.accountId}, and a namespace cannot move to account ${news.accountId}: use another stage`,
        );
      }
      return olds.title !== news.title;
    },
    async create({ accountId, title }, wasPending) {
      try {
        const { id } = await client.create({ account_id: accountId, title });
        return { id, outputs: { accountId, title } };
      } catch (error) {
        const taken = codesOf(error).includes(TITLE_EXISTS);
        const id = taken && wasPending ? await findByTitle(client, accountId, title) : undefined;
        if (id !== undefined) return { id, outputs: { accountId, title } };
        if (taken) {
          throw new Error(
            `the account already has a namespace titled ${JSON.stringify(title)} that this stage did not make: rename it, or change \`title\` in the schema`,
            { cause: error },
          );
        }
        throw error;
      }
    },
    async update(id, _olds, { accountId, title }) {
      await client.update(id, { account_id: accountId, title });
      return { accountId, title };
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

function codesOf(error: unknown): readonly number[] {
  const { errors } = error as { errors?: readonly { code: number }[] };
  return (errors ?? []).map(({ code }) => code);
}
