import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { testSite } from "./site.ts";

const FORMS = ["br", "gzip", "identity"] as const;
type Form = (typeof FORMS)[number];

const SCRIPT = "export const greeting = 'hello';\n".repeat(100);
const FILES = { "/main.js": SCRIPT, "/short.txt": "0123456789", "/empty.txt": "" } as const;
type Path = keyof typeof FILES;

const site = testSite('site: assets({ key: "site:{path}", from: "./public", precompress: true })', {
  "public/main.js": SCRIPT,
  "public/short.txt": FILES["/short.txt"],
  "public/empty.txt": "",
});

const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

/** The entity tags of the forms that a file has. */
const tags: Record<string, Partial<Record<Form, string>>> = {};

beforeAll(async () => {
  for (const path of Object.keys(FILES)) {
    const own: Partial<Record<Form, string>> = {};
    for (const form of FORMS) {
      const { headers } = await site.get(path, { headers: { "accept-encoding": form } });
      own[(headers["content-encoding"] ?? "identity") as Form] = headers["etag"] ?? "";
    }
    tags[path] = own;
  }
});

/** What a client asks for, before it becomes text. */
interface Asked {
  readonly path: Path;
  readonly method: "GET" | "HEAD";
  readonly ifMatch: Condition | undefined;
  readonly ifNoneMatch: Condition | undefined;
  readonly ifRange: Tag | "date" | undefined;
  readonly range: Range | undefined;
  readonly accept: readonly Accepted[] | undefined;
  readonly dates: boolean;
}

type Condition = "*" | readonly Tag[];

interface Tag {
  readonly form: Form | "other";
  readonly isWeak: boolean;
}

/** A range, or another text that asks for no single range of bytes. */
type Range =
  | { readonly first: number; readonly last: number | undefined }
  | { readonly suffix: number }
  | { readonly text: string };

interface Accepted {
  readonly coding: Form | "*" | "zstd";
  readonly weight: number | undefined;
}

const tag = fc.record<Tag>({ form: fc.constantFrom(...FORMS, "other"), isWeak: fc.boolean() });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: fc.constant("*"), weight: 1 },
  { arbitrary: fc.array(tag, { minLength: 1, maxLength: 3 }), weight: 4 },
);
const position = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom(3_299, 3_300, 3_301, 2 ** 31, 2 ** 53, 1e18),
);
const range: fc.Arbitrary<Range> = fc.oneof(
  fc.record({ first: position, last: fc.option(position, { nil: undefined }) }),
  fc.record({ suffix: position }),
  fc
    .constantFrom("bytes=0-1,4-5", "bytes=-", "bytes=a-b", "lines=0-1", "bytes", "", "bytes=-1-2")
    .map((text) => ({ text })),
);
const accepted = fc.record<Accepted>({
  coding: fc.constantFrom(...FORMS, "*", "zstd"),
  weight: fc.constantFrom(undefined, undefined, 1, 0, 0.5, 0.001),
});
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });
const requests = fc.record<Asked>({
  path: fc.constantFrom(...(Object.keys(FILES) as Path[])),
  method: fc.constantFrom("GET", "GET", "HEAD"),
  ifMatch: maybe(condition),
  ifNoneMatch: maybe(condition),
  ifRange: maybe(fc.oneof(tag, fc.constant("date" as const))),
  range: maybe(range),
  accept: maybe(fc.uniqueArray(accepted, { selector: ({ coding }) => coding, maxLength: 4 })),
  dates: fc.boolean(),
});

const DATE = "Wed, 21 Oct 2026 07:28:00 GMT";

function headersOf(asked: Asked): Record<string, string> {
  const { path, ifMatch, ifNoneMatch, ifRange, range, accept, dates } = asked;
  const tagText = ({ form, isWeak }: Tag) => {
    const own = form === "other" ? '"other,tag"' : (tags[path]?.[form] ?? '"none"');
    return isWeak ? `W/${own}` : own;
  };
  const conditionText = (given: Condition) =>
    given === "*" ? given : given.map(tagText).join(" ,\t,  ");
  const acceptText = ({ coding, weight }: Accepted) =>
    weight === undefined ? coding : `${coding} ; q=${weight}`;
  return {
    ...(ifMatch !== undefined && { "if-match": conditionText(ifMatch) }),
    ...(ifNoneMatch !== undefined && { "if-none-match": conditionText(ifNoneMatch) }),
    ...(ifRange !== undefined && { "if-range": ifRange === "date" ? DATE : tagText(ifRange) }),
    ...(range !== undefined && { range: rangeText(range) }),
    ...(accept !== undefined && { "accept-encoding": accept.map(acceptText).join(" , ") }),
    // A file has no date: these say nothing of it.
    ...(dates && {
      "if-modified-since": DATE,
      "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT",
    }),
  };
}

function rangeText(range: Range): string {
  if ("text" in range) return range.text;
  if ("suffix" in range) return `bytes=-${BigInt(range.suffix)}`;
  return `bytes=${BigInt(range.first)}-${range.last === undefined ? "" : BigInt(range.last)}`;
}

/** How much a client wants a form: RFC 9110, section 12.5.3. */
function weightOf(form: Form, accept: readonly Accepted[] | undefined): number {
  const all = accept ?? [];
  const own = all.find(({ coding }) => coding === form) ?? all.find(({ coding }) => coding === "*");
  // What is not listed is not accepted, but the plain form is, and is the last choice.
  if (own === undefined) return form === "identity" ? Number.MIN_VALUE : 0;
  return own.weight ?? 1;
}

/** The bytes that a range asks for: `null` if there are none, `undefined` if the whole file is the answer. */
function bytesOf(range: Range, size: number): readonly [number, number] | null | undefined {
  if ("text" in range || size === 0) return undefined;
  if ("suffix" in range) {
    return range.suffix === 0 ? null : [Math.max(size - range.suffix, 0), size];
  }
  const { first, last = Number.POSITIVE_INFINITY } = range;
  if (last < first) return undefined;
  return first >= size ? null : [first, Math.min(last + 1, size)];
}

/** Whether a condition names an entity tag: RFC 9110, sections 8.8.3.2, 13.1.1 and 13.1.2. */
function names(given: Condition, form: Form, comparison: "strong" | "weak"): boolean {
  if (given === "*") return true;
  return given.some((tag) => tag.form === form && (comparison === "weak" || !tag.isWeak));
}

test("any combination of conditions, ranges and encodings is answered as RFC 9110 says", async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      const { path, method, ifMatch, ifNoneMatch, ifRange, range, accept } = asked;
      const text = FILES[path];
      const available = Object.keys(tags[path] ?? {}) as Form[];
      const { status, headers, body } = await site.get(path, { method, headers: headersOf(asked) });
      seen.set(status, (seen.get(status) ?? 0) + 1);
      if (method === "HEAD") expect(body).toHaveLength(0);
      expect(headers["vary"]).toBe(available.length > 1 ? "Accept-Encoding" : undefined);

      // Section 14.2: a range is for GET, and counts if the client's part is of the same bytes.
      const isSame =
        ifRange === undefined ||
        (ifRange !== "date" && ifRange.form === "identity" && !ifRange.isWeak);
      const wanted =
        method === "GET" && range !== undefined && isSame ? bytesOf(range, text.length) : undefined;
      // A part is one of the plain form.
      const isPart = wanted !== undefined && weightOf("identity", accept) > 0;
      const forms = isPart ? (["identity"] as const) : available;
      const most = Math.max(...forms.map((form) => weightOf(form, accept)));
      if (most === 0) {
        expect(status).toBe(406);
        return;
      }
      const best = forms.filter((form) => weightOf(form, accept) === most);
      const form = best[0] as Form;
      const etag = tags[path]?.[form];

      // Section 13.2.2: the order of the conditions.
      if (ifMatch !== undefined && !names(ifMatch, form, "strong")) {
        expect([status, headers["etag"]]).toEqual([412, etag]);
        return;
      }
      if (ifNoneMatch !== undefined && names(ifNoneMatch, form, "weak")) {
        expect([status, headers["etag"], body.length]).toEqual([304, etag, 0]);
        expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
        return;
      }
      if (isPart && wanted === null) {
        expect([status, headers["content-range"]]).toEqual([416, `bytes */${text.length}`]);
        return;
      }
      expect(headers["etag"]).toBe(etag);
      expect(headers["content-encoding"] ?? "identity").toBe(form);
      expect(headers["accept-ranges"]).toBe(form === "identity" ? "bytes" : undefined);
      if (isPart && wanted) {
        const [start, end] = wanted;
        expect([status, body.toString()]).toEqual([206, text.slice(start, end)]);
        expect(headers["content-range"]).toBe(`bytes ${start}-${end - 1}/${text.length}`);
        expect(headers["content-length"]).toBe(String(end - start));
        return;
      }
      expect(status).toBe(200);
      expect(headers["content-range"]).toBeUndefined();
      if (method === "HEAD") return;
      expect(headers["content-length"]).toBe(String(body.length));
      expect(DECODERS[form](body).toString()).toBe(text);
    }),
    { numRuns: 600 },
  );
  // The requests have reached every answer.
  expect([...seen.keys()].toSorted()).toEqual([200, 206, 304, 406, 412, 416]);
});
