import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

interface Options {
  readonly namespaces: boolean;
  readonly collections: boolean;
}

export const rule: ModelRule<Options> = {
  id: "docs/description-required",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Namespaces and collections have a `description`.",
    why: "It becomes the documentation of the generated accessors, which is where people first meet a collection.",
    wrong: `CACHE: {
  title: "cache",
  collections: {
    user: collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1d") }),
  },
}`,
    right: `CACHE: {
  title: "cache",
  description: "Data that may be lost at any time.",
  collections: {
    user: collection({
      description: "A user's name, by the id from sign-in.",
      key: "user:{id}",
      value: z.string(),
      ttl: ttl.fixed("1d"),
    }),
  },
}`,
    silence: "When the name says it all.",
  },
  options: z.strictObject({
    namespaces: z.boolean().default(true).describe("whether namespaces need one"),
    collections: z.boolean().default(true).describe("whether collections need one"),
  }),
  *checkModel(model, { namespaces, collections }): Generator<ModelFinding> {
    for (const { binding, description } of namespaces ? model.namespaces : []) {
      if (hasText(description)) continue;
      yield missing(["namespaces", binding], `the namespace \`${binding}\``);
    }
    for (const { collection, path } of collections ? collectionsOf(model) : []) {
      if (hasText(collection.description)) continue;
      yield missing(path, `the collection \`${collection.name}\``);
    }
  },
};

function missing(path: ModelFinding["path"], what: string): ModelFinding {
  return {
    path,
    at: "name",
    message: `${what} has no \`description\``,
    help: "Say in one line what its records are and who writes them.",
  };
}

function hasText(description: string | undefined): boolean {
  return description !== undefined && description.trim() !== "";
}
