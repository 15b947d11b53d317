import { describe, expect, test } from "vitest";
import { compileModel } from "../../schema/compile/model.ts";
import { type AssetsOptions, assets } from "../../schema/index.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";

type Options = Omit<AssetsOptions<string>, "key" | "from">;

function collectionOf(options: Options) {
  const problems: DefinitionProblem[] = [];
  const page = assets({ key: "site:{path}", from: "./public", ...options });
  const { namespaces } = compileModel(
    { namespaces: { A: { title: "a", collections: { page } } } },
    problems,
  );
  expect(problems).toEqual([]);
  return namespaces[0]?.collections[0];
}

describe("how files are served", () => {
  test("has every default filled in", () => {
    expect(collectionOf({})?.serve).toEqual({
      mount: "/",
      cacheControl: [{ files: "*", value: "public, max-age=0, must-revalidate" }],
      precompress: [],
    });
  });

  test.each([
    ["/", "/"],
    ["/static", "/static/"],
    ["/static/", "/static/"],
    ["/a/b-c.d/@e~f", "/a/b-c.d/@e~f/"],
  ])("is under the mount %s", (mount, expected) => {
    expect(collectionOf({ mount })?.serve?.mount).toBe(expected);
  });

  test.each([
    ["no-cache", [["*", "no-cache"]]],
    [
      { "b/*": "no-cache", "a/*": "no-store" },
      [
        ["b/*", "no-cache"],
        ["a/*", "no-store"],
        ["*", "public, max-age=0, must-revalidate"],
      ],
    ],
    [
      { "b/*": "no-cache", "*": "public", "a/*": "no-store" },
      [
        ["b/*", "no-cache"],
        ["*", "public"],
      ],
    ],
  ])(
    "has its caching in the author's order, up to the pattern that fits every file: %j",
    (given, rules) => {
      expect(collectionOf({ cacheControl: given })?.serve?.cacheControl).toEqual(
        rules.map(([files, value]) => ({ files, value })),
      );
    },
  );

  test.each([
    [true, ["br", "gzip"]],
    [
      ["gzip", "br", "gzip"],
      ["br", "gzip"],
    ],
    [["gzip"], ["gzip"]],
    [[], []],
    [false, []],
  ] as const)("has its compressed forms in one order: %j", (precompress, expected) => {
    expect(collectionOf({ precompress })?.serve?.precompress).toEqual(expected);
  });

  test("lists the possible compressed forms in the metadata, and no others", () => {
    const formsOf = (precompress: Options["precompress"] & object) => {
      const { metadata } = collectionOf({ precompress }) ?? {};
      if (metadata?.kind !== "object") throw new TypeError("the metadata is an object");
      const encodings = metadata.properties.find(({ name }) => name === "encodings")?.type;
      if (encodings?.kind !== "optional" || encodings.inner.kind !== "object") return undefined;
      return encodings.inner.properties.map(({ name }) => name);
    };
    expect(formsOf(["br", "gzip"])).toEqual(["br", "gzip"]);
    expect(formsOf(["gzip"])).toEqual(["gzip"]);
    expect(formsOf([])).toBeUndefined();
  });
});
