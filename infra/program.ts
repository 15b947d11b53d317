import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { KeyloomStack, loadStackSchema, type NamespaceOutput } from "./stack.ts";

/** What the stack exports. */
export interface ProgramOutputs {
  /** By binding: what a wrangler file needs. */
  readonly namespaces: pulumi.Output<Readonly<Record<string, NamespaceOutput>>>;
}

/**
 * The stack program, run by the Pulumi CLI and by `keyloom up --local` alike. Its configuration
 * (`pulumi config set keyloom:NAME VALUE`):
 *
 * - `accountId`: the Cloudflare account, required;
 * - `schema`: the schema file, `keyloom.schema.ts` unless said otherwise;
 * - `stage`: what `{stage}` in titles stands for; the stack's name unless said otherwise;
 * - `prune`: `true` removes records from KV that left a seed.
 *
 * @param folder what the schema's path is relative to. Pulumi runs a program in the program's own
 * folder, which need not be the project's.
 */
export async function program(folder = process.cwd()): Promise<ProgramOutputs> {
  const config = new pulumi.Config("keyloom");
  const accountId = config.require("accountId");
  if (!/^[0-9a-f]{32}$/.test(accountId)) {
    throw new pulumi.RunError(
      `keyloom:accountId is ${JSON.stringify(accountId)}, which is not a Cloudflare account's id (32 hexadecimal digits): the dashboard shows it under Workers & Pages`,
    );
  }
  const stage = config.get("stage") ?? pulumi.getStack();
  const schema = await loadStackSchema(
    resolve(folder, config.get("schema") ?? "keyloom.schema.ts"),
  );
  const prune = config.getBoolean("prune") ?? false;
  return new KeyloomStack("keyloom", { schema, accountId, stage, prune });
}
