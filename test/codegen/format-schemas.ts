import fc from "fast-check";
import { z } from "zod";
import { type Sample, texts } from "./sample.ts";

const urls = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    ...["https://a.example", " https://A.example/x y ", "http:a", "https:/a", "a:b", "//a", ""],
    ...["https://exa\nmple.com", "HTTP://a.example", "mailto:a@b.example", "http://[::1]/"],
  ),
);

const addresses = fc.oneof(
  fc.ipV6(),
  fc.constantFrom("::1", "::", "::@1", "::1\n", "1::2::3", "::ffff:1.2.3.4", "fe80::/10", "::/129"),
  fc.constantFrom("::/0", "::/01", "::/", "::/1/2", "::1/128"),
);

const encoded = fc.oneof(
  fc.base64String({ maxLength: 12 }),
  fc.constantFrom("", "a", "ab", "abc", "ab==", "ab=", "a===", "a b=", "_-8", "+/8=", "====", "YQ"),
);

const tokens = fc.constantFrom(
  ...[{ alg: "HS256", typ: "JWT" }, { alg: "RS256" }, { alg: "" }, { typ: "JWT" }, [], null, 1]
    .map((header) => Buffer.from(JSON.stringify(header)).toString("base64url"))
    .map((header) => `${header}.e30.x`),
  ...["a.b", "..", "a.b.c", `${Buffer.from('{"alg":"HS256","typ":"X"}').toString("base64url")}..`],
);

const cards = fc.constantFrom("4242 4242 4242 4242", "4242-4242-4242-4241", "4242424242424242");

export const formats: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: z.uuid(), values: fc.uuid() },
  { schema: z.string().uuid().max(36), values: fc.uuid() },
  { schema: z.guid(), values: fc.uuid() },
  { schema: z.email(), values: fc.emailAddress() },
  { schema: z.ipv4(), values: fc.ipV4() },
  {
    schema: z.iso.datetime(),
    values: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  },
  {
    schema: z.iso.date(),
    values: fc.constantFrom("2024-02-29", "2023-02-29", "2024-02-30", "2024-1-1"),
  },
  { schema: z.iso.time(), values: fc.constantFrom("12:00:00", "25:00:00", "12:00") },
  { schema: z.iso.duration(), values: fc.constantFrom("P1D", "PT1H", "P", "1D") },
  { schema: z.nanoid(), values: fc.string({ minLength: 21, maxLength: 21 }) },
  { schema: z.ulid(), values: fc.ulid() },
  { schema: z.e164(), values: fc.constantFrom("+491512345678", "0151") },
  { schema: z.emoji(), values: fc.constantFrom("😀", "a", "") },
);

/** Formats that take code to check. */
export const coded: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: z.url(), values: urls },
  { schema: z.url().max(12), values: urls },
  { schema: z.httpUrl(), values: urls },
  { schema: z.url({ hostname: /^a/, protocol: /^https$/g, abort: true }).max(10), values: urls },
  { schema: z.url({ normalize: true }).min(12), values: urls },
  { schema: z.url({ hostname: z.regexes.domain }).trim().toLowerCase(), values: urls },
  { schema: z.ipv6(), values: addresses },
  { schema: z.cidrv6(), values: addresses },
  { schema: z.ipv6({ abort: true }).max(4), values: addresses },
  { schema: z.base64(), values: encoded },
  { schema: z.base64url(), values: encoded },
  { schema: z.jwt(), values: tokens },
  { schema: z.jwt({ alg: "HS256" }), values: tokens },
  { schema: z.creditCard(), values: fc.oneof(cards, fc.stringMatching(/^\d{11,17}$/)) },
  { schema: z.iban(), values: fc.constantFrom("DE89370400440532013000", "DE89370400440532013001") },
  { schema: z.hex(), values: fc.constantFrom("00ff", "0g", "") },
  { schema: z.hostname(), values: fc.constantFrom("a.example", "-a", "a..b") },
  { schema: z.hash("md5"), values: fc.constantFrom("0".repeat(32), "0") },
  { schema: z.stringFormat("even", /^(..)*$/), values: texts },
);

export const templates: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: z.templateLiteral(["v", z.int()]), values: fc.constantFrom("v1", "v1.5", "v", "") },
  {
    schema: z.templateLiteral([z.enum(["a", "b.c"]), "-", z.string().max(2)]),
    values: fc.constantFrom("a-", "b.c-xy", "bxc-", "a-xyz"),
  },
);

/** Strings that are changed on the way. */
export const rewritten: fc.Arbitrary<Sample> = fc
  .constantFrom<z.ZodType>(
    ...[z.string().trim(), z.string().trim().min(2), z.string().min(2).trim()],
    ...[z.string().toLowerCase().max(3).toUpperCase(), z.email().trim(), z.string().trim().email()],
    ...[z.string().normalize(), z.string().normalize("NFKD").max(3)],
    ...[
      z.string().max(2, { abort: true }).trim().includes("a", { position: 1, abort: true }).min(3),
    ],
  )
  .map((schema) => ({
    schema,
    values: fc.oneof(
      texts,
      fc.constantFrom(" ab ", "\u00a0", " Ab", "é\ufb01", "e\u0301", "  a", " a@example.com", "ß"),
    ),
  }));
