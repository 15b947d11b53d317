import { secretOf } from "../schema/codec.ts";
import type { MethodName } from "../schema/method-names.ts";
import { hasMethod, isListed } from "../schema/methods.ts";
import type { CollectionModel, Model, NamespaceModel } from "../schema/model.ts";
import type { ModelNames, NamedCollection } from "./names.ts";
import type { Scope } from "./scope.ts";
import { secretsOf } from "./spec/value-codec.ts";
import type { CodeWriter } from "./text/code-writer.ts";
import { list } from "./text/doc.ts";

/** Writes the interface of the Worker's bindings. */
export function writeEnv(writer: CodeWriter, model: Model, scope: Scope): void {
  const secrets = secretsOf(model);
  const what = secrets.size === 0 ? "The KV bindings" : "The KV bindings and secrets";
  writer.comment(`${what} of the Worker.`);
  writer.open("export interface Env {");
  for (const { binding, title, description } of model.namespaces) {
    writer.comment(description ?? `The namespace \`${title}\`.`);
    writer.line(`readonly ${binding}: ${scope.useType("KVNamespace")};`);
  }
  for (const [secret, collections] of secrets) {
    const sealed = collections.map((name) => `\`${name}\``).join(", ");
    writer.comment(
      `The key ring that seals ${sealed}: a secret, or a binding of the Secrets Store.`,
    );
    writer.line(`readonly ${secret}: string | { get(): Promise<string> };`);
  }
  writer.close();
}

/** Writes the interface that joins the accessors of one namespace. */
export function writeNamespace(
  writer: CodeWriter,
  { binding }: NamespaceModel,
  { namespaces }: ModelNames,
  collections: readonly NamedCollection[],
): void {
  const own = collections.filter((other) => other.binding === binding);
  const head = `export interface ${namespaces.get(binding)} {`;
  writer.comment(`The collections of \`${binding}\`.`);
  if (own.length === 0) {
    writer.line(`${head}}`);
    return;
  }
  writer.open(head);
  for (const { collection, names } of own) {
    const { description = `Records under \`${collection.key.template}\`.`, deprecated } =
      collection;
    writer.comment(description, ...(deprecated === undefined ? [] : [`@deprecated ${deprecated}`]));
    writer.line(`readonly ${collection.name}: ${names.accessor};`);
  }
  writer.close();
}

/** The class with the fewest methods that has all of a collection's: others would bloat the bundle. */
function accessorClass(collection: CollectionModel) {
  const { cache, key, serve } = collection;
  const has = (...methods: readonly MethodName[]) =>
    methods.some((method) => hasMethod(collection, method));
  const isBasic = !has("getWithMetadata", "has", "update", "touch");
  const isBatch = has("getMany", "getManyWithMetadata", "putMany");
  if (serve !== undefined) {
    if (isListed(collection) || isBatch || !isBasic) return "ListedAssetStore";
    return has("get", "put", "delete") ? "AssetStore" : "AssetServer";
  }
  if (cache !== undefined) return "Cache";
  if (key.params.length === 0) return isBasic ? "BasicSingleton" : "Singleton";
  if (isListed(collection)) return "ListedCollection";
  if (isBatch) return "BatchCollection";
  if (!isBasic) return "Collection";
  return has("put", "delete") ? "BasicCollection" : "Reads";
}

/** Writes the interface that joins the namespaces, and the function that creates them. */
export function writeKeyloom(
  writer: CodeWriter,
  { namespaces }: Model,
  names: ModelNames,
  collections: readonly NamedCollection[],
  scope: Scope,
): void {
  writer.comment("All collections, by binding.");
  writer.open("export interface Keyloom {");
  for (const { binding } of namespaces) {
    writer.line(`readonly ${binding}: ${names.namespaces.get(binding)};`);
  }
  writer.close();
  writer.blank();
  writer.comment("Binds the collections to the namespaces of one request's `env`.");
  const env = collections.length === 0 ? "_env" : "env";
  writer.open(`export function keyloom(${env}: Env): Keyloom {`);
  writer.open("return {");
  for (const { binding } of namespaces) {
    const own = collections.filter((other) => other.binding === binding);
    if (own.length === 0) {
      writer.line(`${binding}: {},`);
      continue;
    }
    writer.open(`${binding}: {`);
    for (const { collection, names } of own) {
      const made =
        collection.pointers === undefined
          ? `new ${scope.use(accessorClass(collection))}`
          : scope.use("pointed");
      const secret = secretOf(collection.codec);
      const bound = secret === undefined ? "" : `(env.${secret})`;
      const args = [`env.${binding}`, `${names.stem}Spec${bound}`];
      writer.line([list(`${collection.name}: ${made}(`, args, ")"), ","]);
    }
    writer.close("},");
  }
  writer.close("};");
  writer.close();
}
