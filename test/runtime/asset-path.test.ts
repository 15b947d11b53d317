import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assetPath } from "../../src/runtime/asset-path.ts";

describe("the path of a file", () => {
  test("is recovered from the path of a request, whatever its names", () => {
    const name = fc
      .string({ unit: "binary", minLength: 1, maxLength: 12 })
      .filter((text) => !/^\.{1,2}$|[/\\\0]/.test(text));
    const mounts = fc.constantFrom("/", "/static/", "/a/b/");
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), mounts, (names, mount) => {
        const { pathname } = new URL(mount + names.map(encodeURIComponent).join("/"), "http://x");
        expect(assetPath(pathname, mount)).toBe(names.join("/"));
        expect(assetPath(`${pathname}/`, mount)).toBe(`${names.join("/")}/`);
      }),
    );
  });

  test("never leads to another folder, and has only one form", () => {
    const text = fc.oneof(
      fc.webPath(),
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom("%2e", ".", "/", "%2f", "\\", "%5c", "a", "%00", "%25", "%")),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const { pathname } = new URL("http://x");
        const url = new URL(`http://x/${Array.isArray(parts) ? parts.join("") : parts}`);
        const path = assetPath(url.pathname, pathname);
        if (typeof path !== "string") return;
        const names = path.split("/");
        for (const [at, name] of names.entries()) {
          expect([".", ".."]).not.toContain(name);
          expect(name).not.toMatch(/[\\\0]/);
          if (at < names.length - 1) expect(name).not.toBe("");
        }
      }),
    );
  });
});
