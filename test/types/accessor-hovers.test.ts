import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { openEditor } from "./editor.ts";

const editor = openEditor();

const COLLECTIONS = [
  "CACHE.session",
  "CACHE.flag",
  "CACHE.page",
  "ORDERS.order",
  "ORDERS.settings",
  "ORDERS.note",
  "ORDERS.category",
];

describe("over an accessor's method an editor shows plain types:", () => {
  test.each([
    [
      "CACHE.session.get",
      "SessionCollection.get(params: SessionParams, options?: GetOptions): Promise<Session | null>",
    ],
    [
      "CACHE.flag.get",
      "FlagCollection.get(params: FlagParams, options?: GetOptions): Promise<Flag>",
    ],
    [
      "CACHE.session.put",
      "SessionCollection.put<Asked extends Ttl>(params: SessionParams, value: Session, options: { metadata: SessionMetadata; ttl?: Ttl1MinuteTo7Days<Asked>; }): Promise<void>",
    ],
    [
      "CACHE.session.update",
      "SessionCollection.update<Asked extends Ttl>(params: SessionParams, change: (value: Session) => Session | Promise<Session>, options?: { metadata?: SessionMetadata; ttl?: Ttl1MinuteTo7Days<Asked>; }): Promise<Session | null>",
    ],
    [
      "CACHE.session.getMany",
      "SessionCollection.getMany(params: readonly SessionParams[], options?: GetOptions): Promise<readonly (Session | null)[]>",
    ],
    [
      "CACHE.session.list",
      "SessionCollection.list(params?: SessionPrefix): AsyncIterable<SessionEntry>",
    ],
    ["ORDERS.order.list", "OrderCollection.list(params?: OrderPrefix): AsyncIterable<OrderEntry>"],
    [
      "ORDERS.note.touch",
      "NoteCollection.touch<Asked extends Ttl>(params: NoteParams, options: { ttl: Ttl5MinutesTo1Day<Asked>; }): Promise<boolean>",
    ],
    ["ORDERS.settings.put", "SettingsCollection.put(value: Settings): Promise<void>"],
    ["CACHE.page.serve", "PageCollection.serve(request: Request): Promise<Response>"],
  ])("%s", (path, shown) => {
    const method = path.split(".").at(-1) ?? "";
    expect(onOneLine(editor.hover(`kv.${path};`, method))).toBe(`(method) ${shown}`);
  });

  test.each(COLLECTIONS)("%s, in all of its methods", (collection) => {
    const methods = editor.members(`kv.${collection}.`);
    expect(methods).toEqual(expect.arrayContaining(["delete", "get", "has", "key", "put"]));
    const shown = methods.map((method) => editor.hover(`kv.${collection}.${method};`, method));
    expect(shown.filter((text) => !text.startsWith("(method) "))).toEqual([]);
    // A method with a TTL knows the literal itself, so that it can reject one out of bounds.
    const plain = shown.map((text) => text.replace(/<Asked extends Ttl>|(?<=Ttl\w+)<Asked>/g, ""));
    const generics = plain.flatMap((text) => [...text.matchAll(/\w+(?=<)/g)].map(([name]) => name));
    expect([...new Set(generics)].filter((name) => !PLAIN.includes(name))).toEqual([]);
  });

  test.each([
    ["with a TTL", '{ ttl: "2h" }', '"2h"'],
    ["with a number that is known when it runs", "{ ttl: seconds }", "number"],
    ["without a TTL", "{}", "Ttl"],
  ])("a call %s", (_, options, ttl) => {
    const code = `declare const seconds: number;\nkv.CACHE.session.touch({} as never, ${options});`;
    expect(onOneLine(editor.hover(code, "touch"))).toBe(
      `(method) SessionCollection.touch<${ttl}>(params: SessionParams, options?: { ttl?: ${ttl}; } | undefined): Promise<boolean>`,
    );
  });
});

const PLAIN = ["Promise", "AsyncIterable", "Record"];

describe("over the result of a call an editor shows a name from the schema:", () => {
  test.each([
    ["a value", "const found = await kv.CACHE.session.get({} as never); found;", "Session | null"],
    ["many", "const found = await kv.CACHE.flag.getMany([]); found;", "readonly Flag[]"],
    ["an entry", "for await (const found of kv.CACHE.session.list()) found;", "SessionEntry"],
    ["the accessors", "const found = kv; found;", "Keyloom"],
    ["a namespace", "const found = kv.CACHE; found;", "CacheNamespace"],
    ["an accessor", "const found = kv.CACHE.flag; found;", "FlagCollection"],
  ])("%s", (_, code, type) => {
    expect(editor.hover(code, "found")).toBe(`const found: ${type}`);
  });
});

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

describe("over a method of several accessors an editor shows the types of that accessor:", () => {
  const shared = openEditor(join(REPO, "test", "golden", "shared"));

  test.each([
    [
      "TEXTS.page.get",
      "get(params: PageParams, options?: GetOptions): Promise<Page | null>",
      "Reads a value; `null` if the key is missing.",
    ],
    [
      "TEXTS.page.put",
      "put<Asked>(params: PageParams, value: PageInput, options: { metadata: PageMetadataInput; ttl: Ttl1MinuteTo7Days<Asked>; }): Promise<void>",
      "Replaces the whole record: value, metadata and expiration.",
    ],
    [
      "TEXTS.article.list",
      "list(params?: ArticlePrefix | undefined): AsyncIterable<ArticleEntry>",
      "Finds records by leading parameters, over all pages, in the order of keys. No value is read.",
    ],
    [
      "CACHE.quote.getOrLoad",
      "QuoteCollection.getOrLoad<Asked extends Ttl>(params: QuoteParams, load: () => Quote | Promise<Quote>, options?: { cacheTtl?: number | Duration; context?: LoadContext; ttl?: Ttl1MinuteTo7Days<Asked> | ((value: Quote) => Ttl | undefined); }): Promise<Quote>",
      "Reads a value, or loads and keeps it. A value is served up to 1 hour past its TTL, while a new one is loaded or if loading fails.",
    ],
  ])("%s", (path, shown, documentation) => {
    const method = path.split(".").at(-1) ?? "";
    const code = `kv.${path};`;
    expect(onOneLine(shared.hover(code, method))).toBe(`(method) ${shown}`);
    expect(onOneLine(shared.documentation(code, method))).toBe(documentation);
  });

  test.each([
    ["TEXTS.page.nope()", "nope", "Property 'nope' does not exist on type 'PageCollection'."],
    [
      "CACHE.quote.first().then((found) => found?.metadata)",
      "metadata",
      "Property 'metadata' does not exist on type 'QuoteEntry'.",
    ],
    [
      'TEXTS.page.get({ site: "a", paht: "b" })',
      "paht",
      "Object literal may only specify known properties, and 'paht' does not exist in type 'PageParams'.",
    ],
    [
      'TEXTS.page.touch({ site: "a", path: "b" }, { ttl: "8d" })',
      "ttl",
      `Type '"8d"' is not assignable to type '"a TTL of 1 minute to 7 days"'.`,
    ],
  ])("and underlines the mistake: %s", (call, at, message) => {
    expect(shared.errorsIn(`kv.${call};`)).toMatchObject([{ at, message }]);
  });
});

describe("over the result of a list of several an editor shows the types of that accessor:", () => {
  const shared = openEditor(join(REPO, "test", "golden", "shared"));

  test.each([
    ["CACHE.quote", "params", "(property) params: QuoteParams"],
    ["TEXTS.article", "params", "(property) params: ArticleParams"],
    ["TEXTS.article", "metadata", "(property) metadata: ArticleMetadata"],
    ["TEXTS.article", "expiration", "(property) expiration: number | undefined"],
  ])("%s, its %s", (collection, property, shown) => {
    const code = `for await (const found of kv.${collection}.list()) found.${property};`;
    expect(shared.hover(code, property)).toBe(shown);
  });
});

describe("over a pointer an editor shows plain types:", () => {
  const pointers = openEditor(join(REPO, "test", "golden", "pointers"));

  test.each([
    ["byEmail", "(property) UserCollection.byEmail: UserByEmail2"],
    [
      "byTeam.get",
      "(method) UserByTeam.get(params: UserByTeamParams, options?: GetOptions): Promise<User | null>",
    ],
    [
      "byTeam.find",
      "(method) UserByTeam.find(params: UserByTeamParams, options?: GetOptions): Promise<{ params: UserParams; value: User; metadata: UserMetadata; } | null>",
    ],
    [
      "byScore.list",
      "(method) UserByScore.list(params?: UserByScorePrefix, options?: GetOptions): AsyncIterable<UserEntry & { readonly value: User; }>",
    ],
    [
      "repairPointers",
      "(method) UserCollection.repairPointers(options?: RepairOptions): Promise<PointerRepair>",
    ],
  ])("%s", (path, shown) => {
    const word = path.split(".").at(-1) ?? "";
    expect(onOneLine(pointers.hover(`kv.APP.user.${path};`, word))).toBe(shown);
  });

  test("and underlines a field that the pointer does not have", () => {
    expect(pointers.errorsIn('kv.APP.user.byTeam.get({ team: "green", id: "1" })')).toEqual([
      {
        at: "team",
        message: `Type '"green"' is not assignable to type '"red" | "blue"'.`,
        hints: [expect.stringContaining("UserByTeamParams")],
      },
    ]);
  });
});

describe("over a date or a bigint that is stored as text an editor shows the type in code:", () => {
  const stored = openEditor(join(REPO, "test", "golden", "stored"));
  const found = "const found = await kv.SHOP.event.get({} as never); found.";
  const entry = "for await (const found of kv.SHOP.event.list()) found.metadata.";

  test.each([
    [`${found}at;`, "at", "(property) Event.at: Date"],
    [`${found}until;`, "until", "(property) Event.until: Date | null"],
    [`${found}total;`, "total", "(property) Event.total: bigint"],
    [`${found}when;`, "when", '(property) Event.when: Date | "later"'],
    [`${entry}seenAt;`, "seenAt", "(property) EventMetadata.seenAt: Date"],
  ])("%s", (code, word, shown) => {
    expect(stored.hover(code, word)).toBe(shown);
  });

  test("and underlines a text in its place", () => {
    const code = `await kv.SHOP.event.put({ id: "a" }, {} as never, { metadata: { seenAt: "2026-11-24" } });`;
    expect(stored.errorsIn(code)).toMatchObject([
      { at: "seenAt", message: "Type 'string' is not assignable to type 'Date'." },
    ]);
  });
});
