import { randomBytes } from "node:crypto";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { Jurisdiction } from "../../schema/model.ts";
import { errorCodes, type KvClient, NAMESPACE_NOT_FOUND } from "../../src/cloudflare/client.ts";
import type { Provider } from "./provider.ts";

/** Pulumi's type token of a KV namespace. */
export const NAMESPACE_TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

/** The inputs of `cloudflare.WorkersKvNamespace`, and its outputs. */
interface NamespaceState {
  readonly accountId: string;
  readonly title: string;
  readonly jurisdiction?: Jurisdiction;
}

/** Cloudflare's code for a title that another namespace of the account has. */
const TITLE_EXISTS = 10014;

/**
 * Does what Pulumi's Cloudflare provider does for KV namespaces, through the official SDK.
 *
 * New namespaces get ids that are chosen here, which only the local Cloudflare takes: so one is known again
 * where the answer to its creation was lost.
 *
 * @param ids those of some of them, by their titles.
 */
export function namespaceProvider(
  client: KvClient,
  ids: Readonly<Record<string, string>> = {},
): Provider<NamespaceState> {
  return {
    async exists(id, { accountId }) {
      return (await find(client, accountId, id)) !== undefined;
    },
    async diff(_id, olds, news) {
      if (olds.accountId !== news.accountId) {
        throw new CannotRunError(
          `it is in account ${olds.accountId}, and a namespace cannot move to account ${news.accountId}`,
          { help: "Use another stage." },
        );
      }
      if (olds.jurisdiction !== news.jurisdiction) {
        const [from, to] = [olds, news].map(({ jurisdiction = "none" }) => jurisdiction);
        throw new CannotRunError(
          `its jurisdiction is ${from}, and a namespace cannot move to ${to} with its data`,
          {
            help: "Give the schema the old one again, or declare a namespace with another binding and title, and copy the data.",
          },
        );
      }
      return { changes: olds.title !== news.title };
    },
    async read(importId) {
      const [accountId = "", id = ""] = importId.split("/");
      const found = await find(client, accountId, id);
      if (found === undefined) return undefined;
      const { title, jurisdiction } = found;
      return {
        id,
        outs: { accountId, title, ...(jurisdiction !== undefined && { jurisdiction }) },
      };
    },
    async create(inputs, wasPending) {
      const { accountId, title, jurisdiction } = inputs;
      const given = (Object.hasOwn(ids, title) && ids[title]) || randomBytes(16).toString("hex");
      try {
        const { id } = await client.create({
          account_id: accountId,
          title,
          ...(jurisdiction !== undefined && { jurisdiction }),
          // Of which the SDK does not know.
          ...{ id: given },
        });
        return { id, outs: inputs };
      } catch (error) {
        if (!errorCodes(error).includes(TITLE_EXISTS)) throw error;
        const id = await findByTitle(client, accountId, title);
        if (id !== undefined && (id === given || wasPending)) return { id, outs: inputs };
        throw new CannotRunError(
          `the account already has a namespace titled ${JSON.stringify(title)} that this stage did not make`,
          { cause: error, help: "Rename that one, or change `title` in the schema." },
        );
      }
    },
    async update(id, _olds, inputs) {
      await client.update(id, { account_id: inputs.accountId, title: inputs.title });
      return { outs: inputs };
    },
  };
}

/** A namespace as the API shows it, its jurisdiction included, of which the SDK does not know. */
type Found = Awaited<ReturnType<KvClient["get"]>> & { readonly jurisdiction?: Jurisdiction };

async function find(client: KvClient, accountId: string, id: string): Promise<Found | undefined> {
  try {
    return await client.get(id, { account_id: accountId });
  } catch (error) {
    if (errorCodes(error).includes(NAMESPACE_NOT_FOUND)) return undefined;
    throw error;
  }
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
