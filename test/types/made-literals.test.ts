import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPO } from "../project.ts";
import { openEditor } from "./editor.ts";

const editor = openEditor(join(REPO, "test", "golden", "caches"));

const ANN = '{ customer: "ann" }';

describe("a function may make a bare literal", () => {
  test.each([
    ["at once", '() => "paid"'],
    ["later", 'async () => "paid"'],
    ["later, after a look at what is there", 'async (old) => { await null; return "paid"; }'],
    ["that is null", "async () => null"],
    ["or another", 'async (old) => (old === "paid" ? "free" : "paid")'],
    ["or leave what is there", "async (old) => old"],
    ["at once or later", '(old) => (old === null ? Promise.resolve("free") : old)'],
  ])("%s", (_, change) => {
    const code = `await kv.APP.plan.update(${ANN}, ${change});
await kv.APP.plan.update(${ANN}, ${change}, { ttl: "2h" });`;
    expect(editor.errorsIn(code)).toEqual([]);
  });

  test.each([
    ["a text", "plan", ANN, 'async () => "paid"'],
    ["a null that is a value", "plan", ANN, "async () => null"],
    ["a number", "region", '{ ip: "::1" }', "async () => 1"],
    ["a boolean", "region", '{ ip: "::1" }', "async () => true"],
    ["that there is none", "region", '{ ip: "::1" }', "async () => null"],
    ["that there is none, at once", "region", '{ ip: "::1" }', "() => null"],
  ])("that is loaded: %s", (_, collection, params, load) => {
    expect(editor.errorsIn(`await kv.APP.${collection}.getOrLoad(${params}, ${load});`)).toEqual(
      [],
    );
  });

  test("in each of many records", () => {
    const code = `await kv.APP.plan.putMany(["ann", "bea"].map((customer) => ({ params: { customer }, value: "paid" })));`;
    expect(editor.errorsIn(code)).toEqual([]);
  });
});

describe("any other literal is an error that says what is allowed:", () => {
  test.each([
    ["at once", '() => "gold"', `'"gold"' is not assignable to type`],
    ["later", 'async () => "gold"', `Type '"gold"' is not assignable to type 'Plan'`],
    ["nothing", "() => {}", "Type 'void' is not assignable to type"],
  ])("%s", (_, change, message) => {
    for (const method of ["update", "getOrLoad"]) {
      const errors = editor.errorsIn(`await kv.APP.plan.${method}(${ANN}, ${change});`);
      expect(errors).toHaveLength(1);
      expect(errors[0]?.message).toContain(message);
      expect(errors[0]?.message).toMatch(/to type 'Plan/);
      expect(change).toContain(errors[0]?.at);
    }
  });
});

describe("over such a method an editor shows", () => {
  test.each([
    [
      "update",
      "PlanCollection.update<const Given extends Plan, Asked extends Ttl>(params: PlanParams, change: (value: Plan) => Given | Promise<Given>, options?: { ttl?: TtlAtLeast1Minute<Asked>; }): Promise<Plan | null>",
    ],
    [
      "getOrLoad",
      "PlanCollection.getOrLoad<const Given extends Plan, Asked extends Ttl>(params: PlanParams, load: () => Given | Promise<Given>, options?: { cacheTtl?: number | Duration; context?: LoadContext; ttl?: TtlAtLeast1Minute<Asked> | ((value: Plan) => Ttl | undefined); }): Promise<Plan>",
    ],
  ])("%s with its types", (method, shown) => {
    const text = editor.hover(`kv.APP.plan.${method};`, method).replace(/\s+/g, " ");
    expect(text).toBe(`(method) ${shown}`);
  });
});
