import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type core, z } from "zod";
import * as mini from "zod/mini";
import { compileModel } from "../../schema/compile/model.ts";
import { compileFile } from "../../schema/compile-file.ts";
import { assets, collection, type KvOptions, redact, ttl } from "../../schema/index.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";
import { REPO } from "../project.ts";

function modelOf(options: KvOptions) {
  const problems: DefinitionProblem[] = [];
  const model = compileModel(options, problems);
  expect(problems).toEqual([]);
  return model;
}

const user = collection({ key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") });

describe("the model", () => {
  test("is plain JSON", async () => {
    const { model } = await compileFile(join(REPO, "test/fixtures/shop/keyloom.schema.ts"));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("is the same whatever the order in the schema", () => {
    const cache = { title: "cache", collections: { a: user, Z: user, b: user } };
    const turned = { title: "cache", collections: { b: user, Z: user, a: user } };
    const model = modelOf({ namespaces: { B: cache, A: cache } });
    expect(JSON.stringify(modelOf({ namespaces: { A: turned, B: turned } }))).toBe(
      JSON.stringify(model),
    );
    expect(model.namespaces.map(({ binding }) => binding)).toEqual(["A", "B"]);
    expect(model.namespaces[0]?.collections.map(({ name }) => name)).toEqual(["Z", "a", "b"]);
  });

  test("has the description of a property, wherever in its type it is written", () => {
    const value = z.object({
      a: z.string().describe("A."),
      b: z.string().describe("B.").optional(),
      c: z.string().meta({ description: "C." }).nullable().default(null).readonly(),
      d: z.string().describe("Not this.").optional().describe("D."),
      e: z.array(z.string().describe("Of each.")).optional(),
    });
    const collections = { user: collection({ key: "user:{id}", value, ttl: ttl.fixed("1h") }) };
    const [namespace] = modelOf({ namespaces: { A: { title: "a", collections } } }).namespaces;
    const type = namespace?.collections[0]?.value;
    expect(
      type?.kind === "object" &&
        type.properties.map(({ name, description }) => [name, description]),
    ).toEqual([
      ["a", "A."],
      ["b", "B."],
      ["c", "C."],
      ["d", "D."],
      ["e", undefined],
    ]);
  });

  test("is the same for types from `zod/mini`", () => {
    const of = (id: core.$ZodType<string>, value: core.$ZodType) => {
      const user = collection({ key: "user:{id}", params: { id }, value, ttl: ttl.fixed("1h") });
      return modelOf({ namespaces: { A: { title: "a", collections: { user } } } });
    };
    expect(
      of(
        mini.uuid(),
        mini.object({
          name: mini.string().check(mini.minLength(1), mini.maxLength(40)),
          age: mini.optional(mini.int().check(mini.minimum(0))),
          tags: mini._default(mini.array(mini.enum(["a", "b"])), []),
          seen: mini.nullable(mini.iso.datetime()),
        }),
      ),
    ).toEqual(
      of(
        z.uuid(),
        z.object({
          name: z.string().min(1).max(40),
          age: z.int().min(0).optional(),
          tags: z.array(z.enum(["a", "b"])).default([]),
          seen: z.iso.datetime().nullable(),
        }),
      ),
    );
  });

  test("has the owners, and what is deprecated", () => {
    const old = collection({
      ...{ key: "old:{id}", value: z.string(), ttl: ttl.fixed("1h") },
      ...{ owner: "accounts", deprecated: "`user` takes its place" },
    });
    const files = assets({ key: "site:{path}", from: "./public", owner: "web" });
    const collections = { user, old, files };
    const [namespace] = modelOf({
      namespaces: { A: { title: "a", owner: "shop", collections } },
    }).namespaces;
    expect(namespace?.owner).toBe("shop");
    expect(
      namespace?.collections.map(({ name, owner, deprecated }) => ({ name, owner, deprecated })),
    ).toEqual([
      { name: "files", owner: "web" },
      { name: "old", owner: "accounts", deprecated: "`user` takes its place" },
      { name: "user" },
    ]);
  });

  test("has the path in a stored record of everything that is redacted", () => {
    const address = z.object({ street: z.string(), city: z.string() });
    const person = collection({
      key: "person:{login}",
      value: z.object({
        email: z.email().optional(),
        addresses: z.array(address).default([]),
        contact: z.union([z.object({ phone: z.string() }), z.object({ fax: z.string() })]),
        notes: z.record(z.string(), z.tuple([z.string()])),
      }),
      metadata: z.looseObject({ ip: z.ipv4() }),
      redact: {
        params: { login: redact.text() },
        value: {
          email: redact.omit(),
          addresses: { street: redact.text() },
          contact: { phone: redact.text(), fax: redact.fixed("0") },
          notes: redact.text(),
        },
        metadata: { ip: redact.ip() },
      },
      ttl: ttl.fixed("1h"),
    });
    const model = modelOf({ namespaces: { CACHE: { title: "cache", collections: { person } } } });
    const compiled = model.namespaces[0]?.collections[0]?.redact;
    expect(compiled).toEqual({
      policy: "parts",
      parts: [
        { part: "params", path: ["login"], by: { kind: "text" } },
        { part: "value", path: ["email"], by: { kind: "omit" } },
        { part: "value", path: ["addresses", "[]", "street"], by: { kind: "text" } },
        { part: "value", path: ["contact", "phone"], by: { kind: "text" } },
        { part: "value", path: ["contact", "fax"], by: { kind: "fixed", value: "0" } },
        { part: "value", path: ["notes", "[]", "[]"], by: { kind: "text" } },
        { part: "metadata", path: ["ip"], by: { kind: "ip" } },
      ],
    });
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  test("has every default filled in", () => {
    expect(modelOf({ namespaces: { CACHE: { title: "cache", collections: { user } } } })).toEqual({
      version: 1,
      output: "keyloom.gen.ts",
      conventions: {
        separator: ":",
        segments: "kebab-case",
        namespaces: "CONSTANT_CASE",
        collections: "camelCase",
      },
      namespaces: [
        {
          binding: "CACHE",
          title: "cache",
          preview: false,
          collections: [
            {
              name: "user",
              kind: "records",
              key: {
                template: "user:{id}",
                segments: [{ literal: "user:" }, { param: "id" }],
                params: [
                  {
                    name: "id",
                    codec: {
                      kind: "string",
                      type: { kind: "string", checks: [{ check: "min_length", length: 1 }] },
                      special: "%:",
                    },
                  },
                ],
              },
              codec: "json",
              value: { kind: "string", checks: [] },
              ttl: { policy: "fixed", seconds: 3_600 },
            },
          ],
        },
      ],
    });
  });

  test("leaves readable what does not need to be encoded: slashes in a path", () => {
    const page = assets({ key: "site:{path}", from: "./public" });
    const { namespaces } = modelOf({ namespaces: { A: { title: "a", collections: { page } } } });
    expect(namespaces[0]?.collections[0]).toMatchObject({
      kind: "assets",
      codec: "bytes",
      key: { params: [{ codec: { special: "%:" } }] },
      seed: { source: "folder", path: "./public" },
    });
  });

  test("has the values of a compiled TypeScript enum, without the reverse mapping", () => {
    const Kind = { 0: "Web", 1: "Ios", Web: 0, Ios: 1 } as const;
    const kind = collection({ key: "kind", value: z.enum(Kind), ttl: ttl.fixed("1h") });
    const { namespaces } = modelOf({ namespaces: { A: { title: "a", collections: { kind } } } });
    expect(namespaces[0]?.collections[0]?.value).toEqual({ kind: "enum", values: [0, 1] });
  });
});
