import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileFile } from "../../schema/compile-file.ts";
import { seedPairs } from "../../schema/seed/pairs.ts";
import { formatPretty } from "../../src/report/pretty.ts";
import { pairsOf, writeSeedProject } from "./seed-project.ts";

describe("a folder of assets", () => {
  test("returns each file with its headers, except hidden files", async () => {
    const pairs = await pairsOf('assets({ key: "site:{path}", from: "./public" })', {
      "public/index.html": "<!doctype html>",
      "public/sub/a:b.json": "{}",
      "public/.env": "SECRET=1",
      "public/.git/config": "",
      "public/.well-known/.draft": "",
      "public/.well-known/apple-app-site-association": "{}",
    });
    expect(pairs.map(({ key, value }) => [key, Buffer.from(value).toString()])).toEqual([
      ["site:.well-known/apple-app-site-association", "{}"],
      ["site:index.html", "<!doctype html>"],
      ["site:sub/a%3Ab.json", "{}"],
    ]);
    expect(pairs.map(({ metadata }) => metadata)).toEqual([
      expect.objectContaining({ contentType: "application/json; charset=utf-8" }),
      {
        contentType: "text/html; charset=utf-8",
        etag: expect.stringMatching(/^"[\w-]{27}"$/),
        size: 15,
      },
      {
        contentType: "application/json; charset=utf-8",
        etag: expect.stringMatching(/^"[\w-]{27}"$/),
        size: 2,
      },
    ]);
  });
});

test("a folder's keys are in composed Unicode, as links are typed, whatever the system names files in", async () => {
  const options = 'assets({ key: "site:{path}", from: "./public" })';
  const [pair] = await pairsOf(options, { "public/u\u0308ber.txt": "a" });
  expect(pair?.key).toBe("site:\u00fcber.txt");
});

test.runIf(process.platform === "linux")(
  "two files may not differ in the form of Unicode alone",
  async () => {
    const options = 'assets({ key: "site:{path}", from: "./public" })';
    const both = { "public/u\u0308ber.txt": "a", "public/\u00fcber.txt": "b" };
    const file = join(writeSeedProject(options, both), "keyloom.schema.ts");
    expect((await compileFile(file, { seeds: true })).problems).toMatchObject([
      { rule: "seed-duplicate" },
    ]);
  },
);

test.each([{}, { "public/.gitkeep": "" }])(
  "a folder without files is reported: %j",
  async (files) => {
    const options = 'assets({ key: "site:{path}", from: "./public" })';
    const root = writeSeedProject(options, files);
    mkdirSync(join(root, "public"), { recursive: true });
    const { problems } = await compileFile(join(root, "keyloom.schema.ts"), { seeds: true });
    expect(problems).toMatchObject([
      {
        rule: "seed-unreadable",
        message: "public has no files",
        help: "Build the site first, or name the folder that has its files.",
      },
    ]);
  },
);

describe("a seed from a folder with links", () => {
  const options = `assets({ key: "site:{path}", from: "./public" })`;
  const linked = (target: string, name: string) => {
    const root = writeSeedProject(options, { "built/a.txt": "a", "public/b.txt": "b" });
    symlinkSync(join(root, target), join(root, "public", name));
    return join(root, "keyloom.schema.ts");
  };

  test("has the files that the links lead to", async () => {
    const file = linked("built/a.txt", "a.txt");
    expect((await compileFile(file, { seeds: true })).problems).toEqual([]);
    const values: string[] = [];
    for await (const { value } of seedPairs(file, "CACHE", "item")) {
      values.push(Buffer.from(value).toString());
    }
    expect(values).toEqual(["a", "b"]);
  });

  test.each([
    ["built", "sub", "a folder"],
    ["gone.txt", "gone.txt", "a missing file"],
  ])("is rejected if a link leads to no file: %s", async (target, name, what) => {
    const { problems } = await compileFile(linked(target, name), { seeds: true });
    expect(problems).toMatchObject([
      {
        rule: "seed-unreadable",
        file: expect.stringMatching(`public/${name}$`),
        message: `a file of the seed is a link to ${what}`,
      },
    ]);
  });
});

describe("the media type of a file", () => {
  const typeOf = async (path: string, content: string | Uint8Array) => {
    const options = 'assets({ key: "site:{path}", from: "./public" })';
    const [pair] = await pairsOf(options, { [`public/${path}`]: content });
    const { contentType } = (pair?.metadata ?? {}) as { readonly contentType?: string };
    return contentType;
  };

  test.each([
    ["app.mjs", "text/javascript; charset=utf-8"],
    ["app.wasm", "application/wasm"],
    ["app.webmanifest", "application/manifest+json"],
    ["photo.avif", "image/avif"],
    ["PHOTO.JPG", "image/jpeg"],
    ["a.b/c.css", "text/css; charset=utf-8"],
  ])("follows from the extension: %s", async (path, type) => {
    expect(await typeOf(path, "1")).toBe(type);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["LICENSE", "Copyright Ünïcode", "text/plain; charset=utf-8"],
    ["CNAME", "", "text/plain; charset=utf-8"],
    ["go.lock", "[section]\na = 1\n", "text/plain; charset=utf-8"],
    ["html", "<p>", "text/plain; charset=utf-8"],
    [".well-known/openid-configuration", '\n{ "issuer": "a" }', "application/json; charset=utf-8"],
    ["data", "[1, 2]", "application/json; charset=utf-8"],
    ["answer", "42", "text/plain; charset=utf-8"],
    ["tool", Uint8Array.of(127, 69, 76, 70, 0), "application/octet-stream"],
    ["latin", Uint8Array.of(77, 252, 108), "application/octet-stream"],
  ])("follows from the content if the name does not tell: %s", async (path, content, type) => {
    expect(await typeOf(path, content)).toBe(type);
  });
});

describe("a file that cannot be an asset is named, with what to do:", () => {
  const OPTIONS = 'assets({ key: "site:{path}", from: "./public" })';

  /** What is wrong with a folder of two files, once a file in it has been changed. */
  async function problemsWith(change: (folder: string) => void, files = {}) {
    const root = writeSeedProject(OPTIONS, { "public/a.txt": "a", "public/z.txt": "z", ...files });
    change(join(root, "public"));
    return (await compileFile(join(root, "keyloom.schema.ts"), { seeds: true })).problems;
  }

  test("one that is too large, of which nothing is read or shown", async () => {
    const large = (folder: string) => {
      // A hole: it takes no place on the disk.
      writeFileSync(join(folder, "film.mp4"), "");
      truncateSync(join(folder, "film.mp4"), 3 * 2 ** 30);
    };
    const problems = await problemsWith(large);
    expect(problems).toMatchObject([
      {
        rule: "seed-mismatch",
        file: expect.stringMatching(/film\.mp4$/),
        message:
          "a file of the seed of `item`: it has 3221225472 bytes, and KV accepts at most 26214400",
        help: "Take it out of the folder, and serve it from elsewhere, such as R2.",
      },
    ]);
    expect(formatPretty(problems, { cwd: "/", color: false }).split("\n")).toHaveLength(5);
  });

  test("one that is not text, whose bytes are not shown", async () => {
    const name = `${"x".repeat(200)}.bin`;
    const problems = await problemsWith(() => {}, {
      [`public/${"x".repeat(200)}/${"x".repeat(200)}/${name}`]: "\0\0secret",
    });
    expect(problems).toMatchObject([
      {
        rule: "seed-mismatch",
        message: expect.stringContaining("KV takes at most 512"),
        help: "Give the file a shorter path.",
      },
    ]);
    expect(formatPretty(problems, { cwd: "/", color: false })).not.toContain("secret");
  });

  test.skipIf(process.platform === "win32")("one that no request finds", async () => {
    const problems = await problemsWith((folder) => writeFileSync(join(folder, "b\\c.txt"), "x"));
    expect(problems).toMatchObject([
      {
        rule: "seed-mismatch",
        message:
          "a file of the seed of `item`: no request finds a file with a backslash in its path",
      },
    ]);
  });

  test.runIf(process.platform === "linux")("one whose name is not UTF-8", async () => {
    const problems = await problemsWith((folder) => {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/b`), Buffer.of(0xff)]), "x");
    });
    expect(problems).toMatchObject([
      {
        rule: "seed-unreadable",
        message: "a file of the seed has a name that is not UTF-8",
        help: "Rename it.",
      },
    ]);
  });
});
