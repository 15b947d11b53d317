import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { Model } from "../../../../schema/model.ts";
import { nearMiss } from "../../../../schema/near-miss.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly owners: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "docs/owner-required",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Each collection has an owner: its own, or its namespace's.",
    why: "Stored data outlives the code that wrote it: whoever finds a broken record, or wants to change a key, must know whom to ask.",
    wrong: `CACHE: {
  title: "cache",
  collections: {
    user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1d") }),
  },
}`,
    right: `CACHE: {
  title: "cache",
  owner: "accounts",
  collections: {
    user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1d") }),
  },
}`,
    silence: "When one team owns the whole repository.",
  },
  options: z.strictObject({
    owners: z
      .array(z.string())
      .default([])
      .describe("the known owners; if the list is empty, any owner is accepted"),
  }),
  *checkModel(model, { owners }): Generator<ModelFinding> {
    for (const { namespace, collection, path } of collectionsOf(model)) {
      const { name, owner = namespace.owner } = collection;
      if (owner !== undefined && owner.trim() !== "") continue;
      yield {
        path,
        at: "name",
        message: `the collection \`${name}\` has no \`owner\``,
        help: "Say who is responsible for it, here or on the namespace.",
      };
    }
    if (owners.length > 0) yield* unknownOwners(model, owners);
  },
};

function* unknownOwners(model: Model, owners: readonly string[]): Generator<ModelFinding> {
  const named = [
    ...model.namespaces.map(({ binding, owner }) => ({ path: ["namespaces", binding], owner })),
    ...[...collectionsOf(model)].map(({ collection, path }) => ({ path, owner: collection.owner })),
  ];
  for (const { path, owner } of named) {
    if (owner === undefined || owners.includes(owner)) continue;
    const meant = nearMiss(owner, owners);
    yield {
      path: [...path, "owner"],
      message: `there is no owner \`${owner}\``,
      help:
        meant === undefined
          ? `The known owners are: ${owners.join(", ")}.`
          : `Did you mean \`${meant}\`?`,
    };
  }
}
