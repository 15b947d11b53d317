import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  isBase64,
  isBase64Url,
  isCidrv6,
  isCreditCard,
  isIban,
  isIpv6,
  isJwt,
  normalUrlText,
  urlText,
  webUrlText,
} from "../../src/runtime/format.ts";

/** Texts of few characters, so that many of them nearly are of a format. */
const near = (characters: string) =>
  fc.string({ unit: fc.constantFrom(...characters), maxLength: 14 });

describe("a format that needs code to check is accepted and rejected as by zod", () => {
  test.each<[string, z.ZodType, (text: string) => boolean, fc.Arbitrary<string>]>([
    ["ipv6", z.ipv6(), isIpv6, fc.oneof(fc.ipV6(), near("01f:.@\n"))],
    ["cidrv6", z.cidrv6(), isCidrv6, near("128:/").map((text) => `::${text}`)],
    ["base64", z.base64(), isBase64, fc.oneof(fc.base64String(), near("aB+/=- \n"))],
    ["base64url", z.base64url(), isBase64Url, near("aB_-=+")],
    ["jwt", z.jwt(), isJwt, headers()],
    ["jwt of one algorithm", z.jwt({ alg: "HS256" }), (text) => isJwt(text, "HS256"), headers()],
    ["credit card", z.creditCard(), isCreditCard, fc.stringMatching(/^[0-4]{3}[ -]?[0-9]{9,13}$/)],
    ["iban", z.iban(), isIban, fc.stringMatching(/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,14}$/)],
  ])("%s", (_, schema, isOfFormat, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(isOfFormat(text), text).toBe(schema.safeParse(text).success);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each<[string, z.ZodType, (text: string) => string | undefined]>([
    ["url", z.url(), urlText],
    ["url of the web", z.url({ protocol: /^https?$/ }), webUrlText],
    ["url in its normal form", z.url({ normalize: true }), normalUrlText],
  ])("%s", (_, schema, textOf) => {
    const texts = fc.oneof(
      fc.webUrl(),
      near(" :/ahtps.\n\t?#[]"),
      near("a/:\t").map((end) => ` http${end}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(textOf(text), text).toBe(schema.safeParse(text).data);
      }),
      { numRuns: 2_000 },
    );
  });
});

function headers(): fc.Arbitrary<string> {
  const header = fc.record(
    { alg: fc.constantFrom("HS256", "ES256", "", null), typ: fc.constantFrom("JWT", "JWE", null) },
    { requiredKeys: [] },
  );
  return fc
    .tuple(fc.oneof(header, fc.jsonValue()), fc.constantFrom(".a.b", ".a", ".a.b.c", "..", "!.a.b"))
    .map(([header, end]) => Buffer.from(JSON.stringify(header)).toString("base64") + end);
}
