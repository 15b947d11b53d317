import { type Input, RunError } from "@pulumi/pulumi";
import { plainCodec, secretOf } from "../../schema/codec.ts";
import type { Model } from "../../schema/model.ts";

/** A record that a program provides, in the form of a seed's, with outputs and secrets anywhere in it. */
export interface SecretRecord {
  /** The key's parameters; left out if the template has none. They are not secret: lists show keys. */
  readonly params?: Input<Readonly<Record<string, Input<unknown>>>>;
  readonly value: Input<unknown>;
  readonly metadata?: Input<unknown>;
  /** Whole seconds, or a duration such as `"2h"`. */
  readonly ttl?: Input<number | string>;
}

/** Records by binding and collection. */
export type SecretSeeds = Readonly<
  Record<string, Readonly<Record<string, Input<readonly Input<SecretRecord>[]>>>>
>;

/**
 * Checks whether a program may provide records for these collections.
 *
 * @returns their names: `APP.provider`.
 * @throws RunError if one is not in the schema, or a program cannot provide its values.
 */
export function checkSecretSeeds(seeds: SecretSeeds, { namespaces }: Model): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [binding, given] of Object.entries(seeds)) {
    const namespace = namespaces.find((each) => each.binding === binding);
    if (namespace === undefined) {
      const known = namespaces.map((each) => each.binding).join(", ");
      throw new RunError(
        `seeds has the binding \`${binding}\`, which is not in the schema: it has ${known}`,
      );
    }
    for (const name of Object.keys(given)) {
      const collection = namespace.collections.find((each) => each.name === name);
      if (collection === undefined) {
        const known = namespace.collections.map((each) => each.name).join(", ");
        throw new RunError(
          `seeds.${binding} has the collection \`${name}\`, which is not in the schema: it has ${known}`,
        );
      }
      const { kind, codec } = collection;
      const secret = secretOf(codec);
      if (secret !== undefined) {
        throw new RunError(
          `seeds.${binding}.${name} cannot be written: only the Worker has the secret ${secret} that seals its values`,
        );
      }
      if (kind === "assets" || ["bytes", "stream"].includes(plainCodec(codec))) {
        throw new RunError(
          `seeds.${binding}.${name} cannot be written: its values are bytes, and inputs of resources are JSON`,
        );
      }
      names.add(`${binding}.${name}`);
    }
  }
  return names;
}
