import type { TestServer } from "../cloudflare/server.ts";

/** What a command did with each resource that it changed, by the resource's name. */
export function operationsOf(stdout: string): Readonly<Record<string, string>> {
  const lines = stdout.matchAll(
    /^ (?:[+~=-] {2}|\+- )\S+ (\S+) (created|updated|deleted|replaced|imported)\b/gm,
  );
  return Object.fromEntries([...lines].map(([, name, operation]) => [name, operation]));
}

/** The titles of all namespaces by id. */
export async function titles({
  client,
  account,
}: Pick<TestServer, "client" | "account">): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for await (const { id, title } of client.kv.namespaces.list(account)) found[id] = title;
  return found;
}
