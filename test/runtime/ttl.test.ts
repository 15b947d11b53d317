import { describe, expect, test } from "vitest";
import { fieldTtl } from "../../src/runtime/field-ttl.ts";
import {
  defaultTtl,
  fixedTtl,
  noTtl,
  optionalTtl,
  requiredTtl,
  type TtlSpec,
} from "../../src/runtime/ttl.ts";

/** 2026-11-24T12:00:00.500Z: half a second past a whole one. */
const NOW = Date.parse("2026-11-24T12:00:00.500Z");
const NOW_SECONDS = Math.floor(NOW / 1000);

function expiry(spec: TtlSpec, ttl?: unknown, value: unknown = {}) {
  return spec.expiryOf(ttl, value, NOW);
}

describe("policies without a TTL from the caller", () => {
  test("none passes no expiration to KV", () => {
    expect(expiry(noTtl)).toEqual({});
  });

  test("fixed passes its seconds", () => {
    expect(expiry(fixedTtl(60))).toEqual({ expirationTtl: 60 });
  });

  test.each<[string, TtlSpec, string]>([
    ["none", noTtl, "this collection keeps its records forever: leave out `ttl`"],
    ["fixed", fixedTtl(60), "this collection's TTL is fixed at 60 s: leave out `ttl`"],
    [
      "from a field",
      fieldTtl("until", "seconds"),
      "this collection's records expire at their `until`: leave out `ttl`",
    ],
  ])("refuse a `ttl`, even the one that they would take: %s", (_, spec, message) => {
    expect(expiry(spec, 60, { until: NOW_SECONDS + 600 })).toBe(message);
  });
});

describe("default, required and optional", () => {
  const standard = defaultTtl(600, 300, 3_600);
  const required = requiredTtl(300, 3_600);
  const optional = optionalTtl(300, 3_600);

  test("default fills in its seconds, required demands a TTL, optional works without", () => {
    expect(expiry(optional)).toEqual({});
    expect(expiry(standard)).toEqual({ expirationTtl: 600 });
    expect(expiry(required)).toBe("this collection needs a `ttl` of 300 to 3600 s with each put");
  });

  test.each(Object.entries({ standard, required, optional }))(
    "accept both bounds and everything between: %s",
    (_, spec) => {
      expect(expiry(spec, 300)).toEqual({ expirationTtl: 300 });
      expect(expiry(spec, "20m")).toEqual({ expirationTtl: 1_200 });
      expect(expiry(spec, "1h")).toEqual({ expirationTtl: 3_600 });
      expect(expiry(spec, new Date(NOW + 300_000))).toEqual({ expiration: NOW_SECONDS + 301 });
      expect(expiry(spec, new Date(NOW + 3_600_000))).toEqual({ expiration: NOW_SECONDS + 3_601 });
    },
  );

  test.each(Object.entries({ standard, required, optional }))(
    "reject what is outside, and name the bounds: %s",
    (_, spec) => {
      expect(expiry(spec, 299)).toBe("`ttl` is 299 s, outside 300 to 3600 s");
      expect(expiry(spec, "2h")).toBe("`ttl` is 7200 s, outside 300 to 3600 s");
      expect(expiry(spec, "299.5s")).toContain('`ttl` is "299.5s": write whole seconds');
      expect(expiry(spec, new Date(NOW + 299_000))).toContain("`ttl` is 299 s");
      expect(expiry(spec, new Date(NOW + 3_601_000))).toContain("`ttl` is 3601 s");
      expect(expiry(spec, 300.5)).toContain("`ttl` is 300.5: write whole seconds");
      expect(expiry(spec, Number.NaN)).toContain("`ttl` is NaN: write whole seconds");
    },
  );
});

describe("a time", () => {
  const spec = defaultTtl(600, 60, 3_600);

  test("that is so near that KV might reject it when the write arrives is passed as seconds from then", () => {
    for (const [seconds, passed] of [
      [60, { expirationTtl: 61 }],
      [60.5, { expirationTtl: 61 }],
      [69, { expirationTtl: 70 }],
      [70, { expiration: NOW_SECONDS + 71 }],
    ] as const) {
      expect(expiry(spec, new Date(NOW + seconds * 1000))).toEqual(passed);
    }
  });
});

describe("from a field in seconds", () => {
  const spec: TtlSpec = fieldTtl("until", "seconds");

  test("accepts what KV accepts, from 60 s in the future", () => {
    expect(expiry(spec, undefined, { until: NOW_SECONDS + 61 })).toEqual({ expirationTtl: 61 });
    expect(expiry(spec, undefined, { until: NOW_SECONDS + 71 })).toEqual({
      expiration: NOW_SECONDS + 71,
    });
    expect(expiry(spec, undefined, { until: 2_147_483_647 })).toEqual({
      expiration: 2_147_483_647,
    });
  });

  test("rejects times that are too near, past, or not a number", () => {
    for (const until of [NOW_SECONDS + 60, NOW_SECONDS, 0, -1, undefined, null, "soon"]) {
      expect(expiry(spec, undefined, { until })).toMatch(
        /^`until` is .*, not at least 60 s from now/,
      );
    }
  });

  test("says that milliseconds are not seconds", () => {
    expect(expiry(spec, undefined, { until: NOW + 3_600_000 })).toBe(
      `\`until\` is ${NOW + 3_600_000}, past 2147483647 s since the epoch, the KV maximum: write seconds since the epoch, not milliseconds`,
    );
  });
});

describe("from a field with a datetime", () => {
  const spec: TtlSpec = fieldTtl("expiresAt", "datetime");

  test.each([
    ["2026-11-24T13:00:00Z", "2026-11-24T13:00:00Z"],
    ["2026-11-24T13:00:00.999Z", "2026-11-24T13:00:00Z"],
    ["2026-11-24T15:00:00+02:00", "2026-11-24T13:00:00Z"],
    ["2026-11-24T13:00Z", "2026-11-24T13:00:00Z"],
  ])("%s is the whole second before it", (expiresAt, whole) => {
    expect(expiry(spec, undefined, { expiresAt })).toEqual({
      expiration: Date.parse(whole) / 1000,
    });
  });

  test("rejects times that are too near, past, too far or not a datetime", () => {
    const said = (expiresAt: unknown) => expiry(spec, undefined, { expiresAt });
    expect(said("2026-11-24T12:00:59Z")).toBe(
      '`expiresAt` is "2026-11-24T12:00:59Z", not at least 60 s from now: KV does not keep it',
    );
    expect(said("2020-01-01T00:00:00Z")).toContain("not at least 60 s from now");
    expect(said("tomorrow")).toContain('`expiresAt` is "tomorrow", not at least');
    expect(said(undefined)).toContain("`expiresAt` is undefined, not at least");
    expect(said("2038-01-19T03:14:07Z")).toEqual({ expiration: 2_147_483_647 });
    expect(said("2038-01-19T03:14:08Z")).toBe(
      '`expiresAt` is "2038-01-19T03:14:08Z", past 2147483647 s since the epoch, the KV maximum',
    );
  });
});
