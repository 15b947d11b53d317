import { resolve } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { defaultSchema } from "../schema/default-schema.ts";
import { readConfiguration } from "./configuration.ts";
import { runErrorOf } from "./run-error.ts";
import { KeyloomStack, loadStackSchema, type NamespaceOutput } from "./stack.ts";

/** What the stack exports. */
export interface ProgramOutputs {
  /** By binding: what a wrangler file needs. */
  readonly namespaces: pulumi.Output<Readonly<Record<string, NamespaceOutput>>>;
}

/**
 * The stack program, which both the Pulumi CLI and `keyloom up --local` run. For its configuration see
 * `Configuration`.
 *
 * @param folder what the schema's path is relative to. Pulumi runs a program in the program's own
 * folder, which need not be the project's.
 * @param load reads the schema, if it has not been read before.
 */
export async function program(
  folder = process.cwd(),
  load = loadStackSchema,
): Promise<ProgramOutputs> {
  const { schema: given, skipInvalid, throwAway, baseUrl, ...args } = readConfiguration();
  const schema = await load(resolve(folder, given ?? schemaOf(folder)), { skipInvalid });
  const { namespaces } = new KeyloomStack("keyloom", {
    ...args,
    schema,
    ...(throwAway !== undefined && { throwAway }),
    ...(baseUrl !== undefined && { baseUrl }),
  });
  return { namespaces };
}

/** @throws RunError if there are two. */
function schemaOf(folder: string): string {
  try {
    return defaultSchema(folder, "`pulumi config set keyloom:schema`");
  } catch (error) {
    throw runErrorOf(error);
  }
}
