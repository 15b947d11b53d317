import { describe, expect, test } from "vitest";
import { nameModel } from "../../codegen/names.ts";
import type { CollectionModel, Model, NamespaceModel } from "../../schema/model.ts";
import type { TypeModel } from "../../schema/type/model.ts";

/** A model of namespaces with collections by name, each with its value's type or a string. */
function modelOf(
  namespaces: Readonly<Record<string, Readonly<Record<string, TypeModel | undefined>>>>,
): Model {
  return {
    namespaces: Object.entries(namespaces).map(
      ([binding, collections]): NamespaceModel => ({
        binding,
        title: binding,
        preview: false,
        collections: Object.entries(collections).map(
          ([name, value = { kind: "string", checks: [] }]) =>
            ({ name, value }) as unknown as CollectionModel,
        ),
      }),
    ),
  } as unknown as Model;
}

function valueNames(model: Model): Readonly<Record<string, string>> {
  const { collections } = nameModel(model);
  return Object.fromEntries([...collections].map(([id, { value }]) => [id, value]));
}

const plain = undefined;

describe("a collection", () => {
  test("does not shadow a Worker's `Request` and `Response`, with files in the schema or without", () => {
    const names = valueNames(modelOf({ DESK: { request: plain, response: plain } }));
    expect(names).toEqual({ "DESK.request": "DeskRequest", "DESK.response": "DeskResponse" });
  });

  test("is named after itself", () => {
    const names = nameModel(modelOf({ CACHE: { userSession: plain } }));
    expect(names.namespaces.get("CACHE")).toBe("CacheNamespace");
    expect(names.collections.get("CACHE.userSession")).toMatchObject({
      value: "UserSession",
      input: "UserSessionInput",
      params: "UserSessionParams",
      prefix: "UserSessionPrefix",
      metadata: "UserSessionMetadata",
      entry: "UserSessionEntry",
      accessor: "UserSessionCollection",
      stem: "userSession",
    });
  });

  test("includes its namespace's name if another collection has the same name", () => {
    expect(valueNames(modelOf({ A: { user: plain, other: plain }, B: { user: plain } }))).toEqual({
      "A.user": "AUser",
      "A.other": "Other",
      "B.user": "BUser",
    });
  });

  test("treats names that differ only in case as the same", () => {
    expect(valueNames(modelOf({ A: { APIKey: plain, apiKey: plain } }))).toEqual({
      "A.APIKey": "AApiKey",
      "A.apiKey": "AApiKey2",
    });
  });

  test.each([
    ...["env", "promise", "record", "partial", "readonly", "parameters"],
    ...["collection", "keyloom", "issue"],
  ])("called %s does not take a name that the file needs", (name) => {
    expect(valueNames(modelOf({ KV: { [name]: plain } }))).toEqual({
      [`KV.${name}`]: `Kv${name[0]?.toUpperCase()}${name.slice(1)}`,
    });
  });

  test("does not take the names of another collection's types", () => {
    const names = valueNames(modelOf({ KV: { user: plain, userParams: plain } }));
    expect(names).toEqual({ "KV.user": "User", "KV.userParams": "KvUserParams" });
  });

  test.each([
    ["$", "Kv"],
    ["_", "Kv"],
    ["_1", "Kv1"],
    ["$1st", "Kv1st"],
  ])("called %s gets a name that TypeScript accepts", (name, expected) => {
    expect(valueNames(modelOf({ A: { [name]: plain } }))).toEqual({ [`A.${name}`]: expected });
  });
});

test("namespaces that differ only in case have separate interfaces", () => {
  expect([...nameModel(modelOf({ CACHE: {}, cache: {} })).namespaces]).toEqual([
    ["CACHE", "CacheNamespace"],
    ["cache", "CacheNamespace2"],
  ]);
});

describe("a type that contains itself", () => {
  const tree = (name: string, property: string): TypeModel => ({
    kind: "recursive",
    name,
    inner: {
      kind: "object",
      unknown: "strip",
      properties: [{ name: property, type: { kind: "array", element: { kind: "ref", name } } }],
    },
  });
  const holding = (...properties: readonly string[]): TypeModel => ({
    kind: "object",
    unknown: "strip",
    properties: properties.map((name, index) => ({ name, type: tree(`Type${index}`, "children") })),
  });

  function partNames(model: Model, id: string): readonly string[] {
    return [...(nameModel(model).collections.get(id)?.recursive.value.values() ?? [])];
  }

  test("is the value itself, or is named after its property", () => {
    expect(
      partNames(modelOf({ KV: { category: tree("Type1", "children") } }), "KV.category"),
    ).toEqual(["Category"]);
    const threads = modelOf({ KV: { thread: holding("comments", "first") } });
    expect(partNames(threads, "KV.thread")).toEqual(["ThreadComment", "ThreadFirst"]);
  });

  test("does not take the names of other parts or of collections", () => {
    const model = modelOf({
      KV: { user: holding("params", "param", "friend"), userFriend: plain },
    });
    expect(partNames(model, "KV.user")).toEqual(["UserParam", "UserParam2", "UserFriend2"]);
    expect(valueNames(model)["KV.userFriend"]).toBe("UserFriend");
  });
});
