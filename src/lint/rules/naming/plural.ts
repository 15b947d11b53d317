import { noCase } from "change-case";
// Unchanged since 2019, and so is English: `inflection`, which is maintained, mistakes `radius` and `atlas` for plurals.
import pluralize from "pluralize";
import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

/** Words that people use in one number only, and names of things that end like a plural. */
const EXCEPT = [
  ...["settings", "preferences", "credentials", "details", "permissions", "stats", "statistics"],
  ...["data", "metadata", "criteria", "basis", "axis", "lens", "canvas", "redis", "contents"],
];

/** Shorter words are mostly abbreviations, whose last letter says nothing: `jwks`, `dns`. */
const MIN_LETTERS = 5;

interface Options {
  readonly number: "singular" | "plural";
  readonly except: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "naming/plural",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Collections are named in the singular, or all in the plural if the option says so.",
    why: "A collection's name is used in calls for one record, `kv.CACHE.user.get({ id })`, and becomes the name of the value's type: if all names use the same number, nobody has to look it up.",
    wrong: `users: collection({
  key: "user:{id}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    right: `user: collection({
  key: "user:{id}",
  value: z.string(),
  ttl: ttl.fixed("1d"),
})`,
    silence: "When one record holds many things, such as all the `redirects` of a host.",
  },
  options: z.strictObject({
    number: z
      .enum(["singular", "plural"])
      .default("singular")
      .describe("the grammatical number, for English words"),
    except: z.array(z.string()).default(EXCEPT).describe("words that may be in either"),
  }),
  *checkModel(model, { number, except }): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      const { name, kind, key } = collection;
      const word = noCase(name).split(" ").at(-1) ?? "";
      // A single record is named for what it holds, and assets are many files.
      if (kind === "assets" || key.params.length === 0) continue;
      if (word.length < MIN_LETTERS || except.includes(word)) continue;
      const isRight = number === "singular" ? pluralize.isSingular(word) : pluralize.isPlural(word);
      const other = pluralize(word, number === "singular" ? 1 : 2);
      // A word that is neither is unknown to the rules of English.
      const isOther = number === "singular" ? pluralize.isPlural(word) : pluralize.isSingular(word);
      if (isRight || !isOther || other === word) continue;
      yield {
        path,
        at: "name",
        message: `the collection's name \`${name}\` is not in the ${number}`,
        help: `Rename it to \`${name.slice(0, name.length - word.length)}${sameCase(word, name, other)}\`: stored data does not contain the name.`,
      };
    }
  },
};

/** Another word, in the case that a word has at the end of a name. */
function sameCase(word: string, name: string, other: string): string {
  const written = name.slice(name.length - word.length);
  if (written === word.toUpperCase()) return other.toUpperCase();
  return (written[0] ?? "") + other.slice(1);
}
