import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { SeedProgress } from "./seed-progress.ts";

/** `keyloom up --local`: provisions and seeds a stage on the local Cloudflare. */
export async function run(options: {
  schema: string;
  local?: true;
  stage: string;
  persistTo?: string;
}): Promise<number> {
  if (options.local !== true) {
    throw new CannotRunError("`keyloom up` works on the local Cloudflare only", {
      help: "Add `--local`; to provision an account, run `pulumi up` on a program with KeyloomStack.",
    });
  }
  const schemaFile = resolve(options.schema);
  if (!existsSync(schemaFile)) {
    throw new CannotRunError(`there is no schema file at ${schemaFile}`, {
      help: "Create `keyloom.schema.ts`, or give the file's path with `--schema PATH`.",
    });
  }
  const persistTo = resolve(options.persistTo ?? join(dirname(schemaFile), ".wrangler/state"));
  const { startLocalCloudflare, upLocal } = await importParts();

  const progress = new SeedProgress();
  const cloudflare = await startLocalCloudflare({ persistTo });
  try {
    const { outputs, operations, retained } = await upLocal({
      schemaFile,
      stage: options.stage,
      apiUrl: cloudflare.url,
      accountId: cloudflare.accountId,
      stateFile: join(persistTo, "keyloom", `${options.stage}.json`),
      onSeed: (collection, done, total) => progress.update(collection, done, total),
    });
    progress.stop();
    for (const [binding, { id, title, previewId }] of Object.entries(outputs.namespaces)) {
      const preview = previewId === undefined ? "" : `, preview ${previewId}`;
      console.log(`${binding}  ${id}  ${title}${preview}`);
    }
    for (const { name, id } of retained) {
      console.log(`${name}  ${id}  is no longer in the schema: its data stays`);
    }
    const { create, update, same } = operations;
    console.log(`${create} created, ${update} updated, ${same} unchanged`);
    console.log(`data: ${relative(process.cwd(), persistTo) || "."}`);
    return 0;
  } finally {
    progress.stop();
    await cloudflare.close();
  }
}

/** What `up` needs besides Keyloom are optional peers: generating and linting need none of them. */
async function importParts() {
  try {
    const [{ startLocalCloudflare }, { upLocal }] = await Promise.all([
      import("../cloudflare/local/index.ts"),
      import("../../infra/up-local.ts"),
    ]);
    return { startLocalCloudflare, upLocal };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new CannotRunError((error as Error).message, {
      cause: error,
      help: "Install what `up --local` needs: npm install --save-dev miniflare @pulumi/pulumi @pulumi/cloudflare",
    });
  }
}
