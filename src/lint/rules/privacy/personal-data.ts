import { noCase } from "change-case";
import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { ParamCodec } from "../../../../schema/key-model.ts";
import type { CollectionModel, RedactedPart } from "../../../../schema/model.ts";
import { entriesOf, formsOf } from "../../../../schema/type/forms.ts";
import type { TypeModel } from "../../../../schema/type/model.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

/** Words that names of personal data end with, in the singular. */
const WORDS = [
  ...["email", "email address", "phone", "phone number", "telephone", "birthday", "birth date"],
  ...["date of birth", "first name", "last name", "surname", "full name", "street"],
  ...["ip", "ip address", "iban", "passport number", "social security number", "ssn"],
];

interface Options {
  readonly words: readonly string[];
}

export const rule: ModelRule<Options> = {
  id: "privacy/personal-data",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "A collection says what happens to its personal data when records are copied to another stage.",
    why: "Production data that is copied into a test stage is read by many who must not see it, and nobody notices an address among a thousand records.",
    wrong: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email() }),
  ttl: ttl.fixed("1d"),
})`,
    right: `user: collection({
  key: "user:{id}",
  value: z.object({ email: z.email() }),
  redact: { value: { email: redact.email() } },
  ttl: ttl.fixed("1d"),
})`,
    silence:
      "When the name does not mean what it seems to. If a collection has no personal data at all, say so with `redact.none(…)`.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default(WORDS)
      .describe("words that names of personal data end with, in lower case"),
  }),
  *checkModel(model, { words }): Generator<ModelFinding> {
    for (const { collection, path } of collectionsOf(model)) {
      const { name, kind, redact } = collection;
      if (kind === "assets" || (redact !== undefined && redact.policy !== "parts")) continue;
      const personal = [...partsOf(collection)].filter(({ path }) =>
        isPersonal(path.at(-1), words),
      );
      const open = personal.filter((found) => !redact?.parts.some((part) => covers(part, found)));
      if (open.length === 0) continue;
      const names = [
        ...new Set(open.map(({ path }) => path.filter((step) => step !== "[]").join("."))),
      ];
      yield {
        path,
        at: "name",
        message: `\`${name}\` has ${names.map((each) => `\`${each}\``).join(", ")}, and nothing says what happens to that in a copy`,
        help: "List it in `redact`, or use `redact.none(…)` there to say why it is not personal data.",
      };
    }
  },
};

/** A text, an integer or a date in a record, and the path to it, in the form that redactions use. */
type Found = Pick<RedactedPart, "part" | "path">;

/** The parameters that may identify somebody: one of a few values, or a UUID, does not, whatever its name. */
const TELLING: readonly ParamCodec["kind"][] = ["string", "custom", "integer", "date"];

function* partsOf({ key, value, metadata }: CollectionModel): Generator<Found> {
  for (const { name, codec } of key.params) {
    if (TELLING.includes(codec.kind)) yield { part: "params", path: [name] };
  }
  yield* partsIn(value, "value", []);
  if (metadata !== undefined) yield* partsIn(metadata, "metadata", []);
}

/** The texts, integers and dates of a type. A recursive type is walked once. */
function* partsIn(type: TypeModel, part: Found["part"], path: readonly string[]): Generator<Found> {
  for (const form of formsOf(type)) {
    const isInteger = form.kind === "number" && form.int;
    if (form.kind === "string" || form.kind === "date" || isInteger) yield { part, path };
    for (const entry of entriesOf(form)) yield* partsIn(entry, part, [...path, "[]"]);
    for (const { name, type } of form.kind === "object" ? form.properties : []) {
      yield* partsIn(type, part, [...path, name]);
    }
  }
}

function isPersonal(name: string | undefined, words: readonly string[]): boolean {
  if (name === undefined) return false;
  const text = ` ${noCase(name)}`;
  return words.some((word) => text.endsWith(` ${word}`));
}

/** Whether a redaction covers what was found, or what contains it. */
function covers(redacted: RedactedPart, { part, path }: Found): boolean {
  return redacted.part === part && redacted.path.every((step, index) => path[index] === step);
}
