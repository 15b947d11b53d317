import { noCase } from "change-case";
import { z } from "zod";
import { collectionsOf } from "../../../../schema/checks/check.ts";
import type { CollectionModel, Model, RedactedPart } from "../../../../schema/model.ts";
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
    what: "A collection says what becomes of its personal data where records are copied to another stage.",
    why: "Data of production that is copied into a stage for tests is read by many who may not, and nobody notices an address among a thousand records.",
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
      "Where the name says something else than it seems to; where a collection has no personal data at all, `redact.none(…)` says so.",
  },
  options: z.strictObject({
    words: z
      .array(z.string())
      .default(WORDS)
      .describe("words with which names of personal data end, in lower case"),
  }),
  checkModel,
};

/** A text that a record holds, and the way to it, as redactions have it. */
type Found = Pick<RedactedPart, "part" | "path">;

function* checkModel(model: Model, { words }: Options): Generator<ModelFinding> {
  for (const { collection, path } of collectionsOf(model)) {
    const { name, kind, redact } = collection;
    if (kind === "assets" || (redact !== undefined && redact.policy !== "parts")) continue;
    const personal = [...textsOf(collection)].filter(({ path }) => isPersonal(path.at(-1), words));
    const open = personal.filter((text) => !redact?.parts.some((part) => covers(part, text)));
    if (open.length === 0) continue;
    const names = [
      ...new Set(open.map(({ path }) => path.filter((step) => step !== "[]").join("."))),
    ];
    yield {
      path,
      at: "name",
      message: `\`${name}\` has ${names.map((each) => `\`${each}\``).join(", ")}, and nothing says what becomes of that in a copy`,
      help: "Name it in `redact`, or say there with `redact.none(…)` why it is no personal data.",
    };
  }
}

function* textsOf({ key, value, metadata }: CollectionModel): Generator<Found> {
  for (const { name, codec } of key.params) {
    if (codec.kind === "string" || codec.kind === "custom") yield { part: "params", path: [name] };
  }
  yield* textsIn(value, "value", []);
  if (metadata !== undefined) yield* textsIn(metadata, "metadata", []);
}

/** The texts and dates of a type. A type that holds itself is gone through once. */
function* textsIn(type: TypeModel, part: Found["part"], path: readonly string[]): Generator<Found> {
  for (const form of formsOf(type)) {
    if (form.kind === "string" || form.kind === "date") yield { part, path };
    for (const entry of entriesOf(form)) yield* textsIn(entry, part, [...path, "[]"]);
    for (const { name, type } of form.kind === "object" ? form.properties : []) {
      yield* textsIn(type, part, [...path, name]);
    }
  }
}

function isPersonal(name: string | undefined, words: readonly string[]): boolean {
  if (name === undefined) return false;
  const text = ` ${noCase(name)}`;
  return words.some((word) => text.endsWith(` ${word}`));
}

/** Whether a redaction is of what was found, or of what that is in. */
function covers(redacted: RedactedPart, { part, path }: Found): boolean {
  return redacted.part === part && redacted.path.every((step, index) => path[index] === step);
}
