import type { Check, Issue } from "./issue.ts";

/** What `defineKv` returns, as far as the path to a type leads through it. */
interface Definition {
  readonly options: {
    readonly namespaces: Readonly<
      Record<
        string,
        { readonly collections: Readonly<Record<string, { readonly options: object }>> }
      >
    >;
  };
}

/** zod's `safeParse` or `safeEncode`, as far as they are used here. */
type SafeParse = (
  schema: never,
  input: never,
) => {
  readonly data?: unknown;
  readonly error?: { readonly issues: readonly ZodIssue[] } | undefined;
};

interface ZodIssue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod says of a function that returns a promise. */
const PROMISE = "Encountered Promise";

/** The properties of a zod definition that hold many schemas: the next step is the key of one. */
const OF_MANY: ReadonlySet<unknown> = new Set(["shape", "items", "options"]);

/**
 * Checks a part that could not be compiled with the author's own schema.
 *
 * @param place the value or the metadata of a collection: `SHOP.user.value`.
 * @param steps the path from there to the part, through zod's definitions: `["shape", "email"]`.
 * @param parse zod's own `safeParse`, or `safeEncode` for the way back.
 * @throws Error if the schema has no such part: it has changed since the code was generated.
 */
export function authored(
  definition: Definition,
  place: string,
  steps: readonly (string | number)[],
  parse: SafeParse,
): Check<unknown> {
  const schema = schemaAt(definition, place, steps);
  return (input, issues) => {
    const { data, error } = parsed(schema, input, parse, place);
    if (error === undefined) return data;
    for (const issue of error.issues) issues.push({ ...issue, path: issue.path.map(key) } as Issue);
    return input;
  };
}

function parsed(schema: never, input: unknown, parse: SafeParse, place: string) {
  try {
    return parse(schema, input as never);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith(PROMISE))) throw error;
    const message = `${place} has an async check, but accessors do not wait for it: make it synchronous`;
    throw new TypeError(message, { cause: error });
  }
}

function key(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}

function schemaAt(
  { options: { namespaces } }: Definition,
  place: string,
  steps: readonly (string | number)[],
): never {
  const [binding = "", collection = "", part = ""] = place.split(".");
  let schema = heldBy(namespaces[binding]?.collections[collection]?.options, part);
  for (let at = 0; at < steps.length; at++) {
    const held = heldBy(heldBy(heldBy(schema, "_zod"), "def"), steps[at]);
    if (OF_MANY.has(steps[at])) schema = heldBy(held, steps[++at]);
    // `z.lazy` holds a function.
    else schema = typeof held === "function" ? held() : held;
  }
  if (schema !== undefined) return schema as never;
  throw new Error(`the schema has no ${[place, ...steps].join(".")}: run \`keyloom generate\``);
}

function heldBy(holder: unknown, name: string | number | undefined): unknown {
  return (holder as Record<string, unknown> | undefined)?.[name ?? ""];
}
