import { describe, expect, test } from "vitest";
import { z } from "zod";
import { describeType } from "../../schema/type/describe.ts";
import type { TypeFault } from "../../schema/type/faults.ts";
import { steadyValue } from "../../schema/type/steady-value.ts";

const CHANGES = { fault: "changes from one time to the next", isCode: true };

describe("a function that returns a value", () => {
  test.each<[string, unknown]>([
    ["an empty array", []],
    ["an object", { a: [1, { b: null }], c: "text" }],
    ["a number", 0.5],
    ["nothing", undefined],
  ])("is steady where it gives %s each time", (_, value) => {
    expect(steadyValue(() => structuredClone(value))).toEqual({ value });
  });

  test("is not steady if it reads the time in any way", () => {
    const later = new Date(0);
    for (const now of [
      () => Date.now(),
      () => new Date().getFullYear(),
      () => Date(),
      () => Reflect.construct(Date, []).toISOString(),
      () => performance.now(),
    ]) {
      expect(steadyValue(now), String(now)).toEqual(CHANGES);
    }
    expect(steadyValue(() => new Date(2026, 10).getMonth() + later.getTime())).toEqual({
      value: 10,
    });
  });

  test("is not steady if it depends on chance or counts its calls", () => {
    let count = 0;
    for (const changing of [Math.random, () => crypto.randomUUID(), () => ++count]) {
      expect(steadyValue(changing)).toEqual(CHANGES);
    }
  });

  test("leaves the clock as it was, even if it throws", () => {
    const { Date: clock } = globalThis;
    let calls = 0;
    const throwing = () => {
      if (++calls === 2) throw new Error("no value");
      return 1;
    };
    expect(steadyValue(throwing)).toEqual({ fault: "throws Error: no value" });
    expect(globalThis.Date).toBe(clock);
  });

  test.each([Number.NaN, Infinity, 1n, new Map(), new Date(0), () => 1, { a: Symbol("a") }])(
    "cannot be used if it returns %s",
    (value) => {
      expect(steadyValue(() => value)).toEqual({ fault: "JSON cannot represent" });
    },
  );
});

describe("a function as a default", () => {
  const faultsOf = (schema: z.ZodType) => {
    const faults: TypeFault[] = [];
    const type = describeType(schema, faults);
    return { type, messages: faults.map(({ message }) => message) };
  };

  test("is replaced by what it returns if that does not change", () => {
    const { type, messages } = faultsOf(z.array(z.string()).default(() => ["a"]));
    expect(messages).toEqual([]);
    expect(type).toMatchObject({ kind: "default", value: ["a"] });
  });

  test.each<[string, z.ZodType]>([
    ["default", z.int().default(() => Date.now())],
    ["prefault", z.int().prefault(() => Date.now())],
    ["catch", z.int().catch(() => Date.now())],
  ])("is left to zod where a .%s() would be frozen at some time", (name, schema) => {
    const { type, messages } = faultsOf(schema);
    expect(messages).toEqual([]);
    expect(type).toMatchObject({
      kind: "authored",
      reason: `a \`.${name}()\` that changes from one time to the next`,
      inner: { kind: name },
    });
  });

  test("is left to zod if it looks at the issues", () => {
    const { type } = faultsOf(z.string().catch(({ error }) => String(error.issues.length)));
    expect(type).toMatchObject({
      kind: "authored",
      reason: "a `.catch()` that depends on what was wrong",
    });
  });

  test("is rejected if it throws or returns something that JSON cannot represent", () => {
    const throwing = z.string().default(() => {
      throw new Error("no default");
    });
    expect(faultsOf(throwing).messages).toEqual([
      "a `.default()` that throws Error: no default cannot be compiled for the Worker",
    ]);
    expect(faultsOf(z.number().default(Infinity)).messages).toEqual([
      "a `.default()` that JSON cannot represent cannot be compiled for the Worker",
    ]);
  });
});
