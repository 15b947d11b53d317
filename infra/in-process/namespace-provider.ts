import { randomBytes } from "node:crypto";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { inTurn } from "../../schema/in-turn.ts";
import type { Jurisdiction } from "../../schema/model.ts";
import { errorCodes, type KvClient } from "../../src/cloudflare/client.ts";
import { NAMESPACE_NOT_FOUND } from "../../src/cloudflare/refusals.ts";
import type { Provider } from "./provider.ts";

/** Pulumi's type token of a KV namespace. */
export const NAMESPACE_TYPE = "cloudflare:index/workersKvNamespace:WorkersKvNamespace";

/** The inputs of `cloudflare.WorkersKvNamespace`, and its outputs. */
interface NamespaceState {
  readonly accountId: string;
  readonly title: string;
  readonly jurisdiction?: Jurisdiction;
}

/** Cloudflare's code for a title that another namespace of the account already has. */
const TITLE_EXISTS = 10014;

/**
 * Does what Pulumi's Cloudflare provider does for KV namespaces, through the official SDK.
 *
 * New namespaces get ids that are chosen here, which only the local Cloudflare accepts: so they can be
 * recognized if the answer to their creation was lost.
 *
 * @param titleOf the title that this run gives a namespace of the stage, by its id: one that leaves its title
 * to another has a different one meanwhile.
 * @param ids the ids that some of them should have, by their titles. A namespace with another id becomes the
 * one with this id, unless that belongs to another namespace; the old one stays, under a title that says so.
 */
export function namespaceProvider(
  client: KvClient,
  titleOf: (id: string) => string | undefined,
  ids: Readonly<Record<string, string>> = {},
): Provider<NamespaceState> {
  const wantedId = (title: string) => (Object.hasOwn(ids, title) ? ids[title] : undefined);
  const create = async (inputs: NamespaceState, id: string) => {
    const { accountId, title, jurisdiction } = inputs;
    const created = await client.create({
      account_id: accountId,
      title,
      ...(jurisdiction !== undefined && { jurisdiction }),
      // The SDK does not know it.
      ...{ id },
    });
    return { id: created.id, outs: inputs };
  };
  /** The namespace with the wanted id, if it is available. */
  const findTarget = async ({ accountId, title }: NamespaceState, id: string) => {
    const wanted = wantedId(title);
    if (wanted === undefined || wanted === id) return undefined;
    const found = await find(client, accountId, wanted);
    const isFree = found === undefined || [title, leftTitle(wanted)].includes(found.title);
    return isFree ? { id: wanted, exists: found !== undefined } : undefined;
  };
  const rename = async (id: string, { accountId, title }: NamespaceState) => {
    try {
      await client.update(id, { account_id: accountId, title });
    } catch (error) {
      if (!errorCodes(error).includes(TITLE_EXISTS)) throw error;
      const other = (await findByTitle(client, accountId, title)) ?? "";
      if ([undefined, title].includes(titleOf(other))) throw titleExists(title, error);
      await client.update(other, { account_id: accountId, title: leftTitle(other) });
      await client.update(id, { account_id: accountId, title });
    }
  };
  return {
    async exists(id, { accountId }) {
      return (await find(client, accountId, id)) !== undefined;
    },
    async diff(id, olds, news) {
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
            help: "Restore the old one in the schema, or declare a namespace with another binding and title, and copy the data.",
          },
        );
      }
      const isMoved = (await findTarget(news, id)) !== undefined;
      return { changes: isMoved || olds.title !== news.title };
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
      const { accountId, title } = inputs;
      const given = wantedId(title) ?? randomBytes(16).toString("hex");
      try {
        return await create(inputs, given);
      } catch (error) {
        if (!errorCodes(error).includes(TITLE_EXISTS)) throw error;
        const id = await findByTitle(client, accountId, title);
        if (id !== undefined && (id === given || wasPending)) return { id, outs: inputs };
        throw titleExists(title, error);
      }
    },
    // One at a time: two that swap their titles would get in each other's way.
    update: inTurn(async (id, _olds, inputs) => {
      const { accountId, title } = inputs;
      const target = await findTarget(inputs, id);
      if (target === undefined) {
        await rename(id, inputs);
        return { outs: inputs };
      }
      // If a run is stopped between the two, the next one repeats both.
      await client.update(id, { account_id: accountId, title: leftTitle(id) });
      if (!target.exists) return create(inputs, target.id);
      await client.update(target.id, { account_id: accountId, title });
      return { id: target.id, outs: inputs };
    }),
  };
}

function titleExists(title: string, cause: unknown): CannotRunError {
  return new CannotRunError(
    `the account already has a namespace titled ${JSON.stringify(title)} that this stage did not create`,
    { cause, help: "Rename that one, or change `title` in the schema." },
  );
}

/** The title of a namespace that a stage has left for another one, or that waits for its new one. */
function leftTitle(id: string): string {
  return `left ${id}`;
}

/** A namespace as the API shows it, including its jurisdiction, which the SDK does not know. */
type Found = Awaited<ReturnType<KvClient["get"]>> & { readonly jurisdiction?: Jurisdiction };

async function find(client: KvClient, accountId: string, id: string): Promise<Found | undefined> {
  try {
    return await client.get(id, { account_id: accountId });
  } catch (error) {
    if (errorCodes(error).includes(NAMESPACE_NOT_FOUND)) return undefined;
    throw error;
  }
}

/** Needed because a run that was killed right after the creation could not record the id. */
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
