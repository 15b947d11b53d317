// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is linted is source code in strings
import { describe, expect, test } from "vitest";
import { placeAndRule } from "../project.ts";
import { lintProject, SHOP, schemaWith } from "./project.ts";

const RAW = 'env.CACHE.get("settings");';

async function foundIn(source: string, name = "a.ts") {
  return lintProject({ "keyloom.schema.ts": SHOP, [name]: source });
}

async function placesIn(source: string, name?: string): Promise<readonly string[]> {
  return (await foundIn(source, name)).map(placeAndRule);
}

describe("a silence", () => {
  test.each([
    ["of the line below", `// keyloom-ignore usage/raw-access: why\n${RAW}`],
    ["of its own line", `${RAW} // keyloom-ignore usage/raw-access: why`],
    ["in a block", `/* keyloom-ignore usage/raw-access: why */\n${RAW}`],
    [
      "over some lines",
      `/**\n * keyloom-ignore usage/raw-access: why, and\n * why: more\n */\n${RAW}`,
    ],
    [
      "above another",
      `// keyloom-ignore usage/raw-access: a\n// keyloom-ignore silence/x: b\n${RAW}`,
    ],
    ["of two rules", `// keyloom-ignore usage/raw-access, source/parse-error: why\n${RAW}`],
    ["with Windows line ends", `a;\r\n// keyloom-ignore usage/raw-access: why\r\n${RAW}\r\n`],
  ])("%s is accepted", async (_, source) => {
    expect((await foundIn(source)).filter(({ rule }) => rule === "usage/raw-access")).toEqual([]);
  });

  test("is accepted in JSX", async () => {
    const source = `const a = <p>\n  {/* keyloom-ignore usage/raw-access: why */}\n  {${RAW.replace(";", "")}}\n</p>;`;
    expect(await placesIn(source, "a.tsx")).toEqual([]);
  });

  test("covers only its own rule and line", async () => {
    const found = await placesIn(
      `// keyloom-ignore usage/raw-access: why\n${RAW}\n${RAW}\n${RAW} /* keyloom-ignore silence/unused: why */`,
    );
    expect(found).toEqual([
      "a.ts:3:1 usage/raw-access",
      "a.ts:4:1 usage/raw-access",
      "a.ts:4:28 silence/unused",
    ]);
  });

  test("is accepted in the schema file, and reported there if it silences nothing", async () => {
    const schema = schemaWith([
      "// keyloom-ignore naming/collection-case: the dashboards say so",
      'user_session: collection({ key: "a:{id}", ...rest }),',
      "// keyloom-ignore naming/collection-case: as well",
      'user: collection({ key: "b:{id}", ...rest }),',
    ]);
    const found = await lintProject({ "keyloom.schema.ts": schema });
    expect(found.map(placeAndRule)).toEqual(["keyloom.schema.ts:10:1 silence/unused"]);
  });
});

describe("a wrong silence is reported:", () => {
  test("one without a reason, once", async () => {
    for (const end of ["", ":", ": ", " :\t"]) {
      const [problem, ...others] = await foundIn(
        `// keyloom-ignore usage/raw-access${end}\n${RAW}`,
      );
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        rule: "silence/reason-missing",
        severity: "error",
        line: 1,
        column: 1,
        message: "the silence for `usage/raw-access` has no reason",
      });
    }
  });

  test("one of an unknown rule, with the rule that was meant", async () => {
    const found = await foundIn(`// keyloom-ignore raw-access: why\n${RAW}`);
    expect(found.map(placeAndRule)).toEqual([
      "a.ts:1:1 silence/unknown-rule",
      "a.ts:2:1 usage/raw-access",
    ]);
    expect(found[0]?.help).toBe("Did you mean `usage/raw-access`?");
  });

  test("one of a definition check", async () => {
    const [problem] = await foundIn("// keyloom-ignore key-collision: why");
    expect(problem?.message).toBe(
      "`key-collision` is a definition check, which cannot be silenced",
    );
  });

  test.each([
    "usage/raw-access -- why",
    "usage/raw-access because it is old",
    "usage/raw-access, usage/unknown-key as before",
  ])("one with a reason without a colon, once: %s", async (silence) => {
    const found = await foundIn(`// keyloom-ignore ${silence}\n${RAW}`);
    const [first] = found.filter(({ rule }) => rule !== "silence/unused");
    expect(first?.rule).toBe("silence/reason-missing");
    expect(first?.help).toMatch(/after a colon: `keyloom-ignore [\w/, -]+: why`\.$/);
    expect(found.filter(({ rule }) => rule === "silence/unknown-rule")).toEqual([]);
  });

  test("one of a breaking change, which is accepted in another way", async () => {
    const [problem] = await foundIn("// keyloom-ignore breaking/value-narrowed: why");
    expect(problem?.message).toBe(
      "`breaking/value-narrowed` is about a change, which comments cannot silence",
    );
    expect(problem?.help).toContain("keyloom breaking --update-baseline");
  });

  test("one without a rule", async () => {
    expect(await placesIn("// keyloom-ignore: why")).toEqual(["a.ts:1:1 silence/unknown-rule"]);
  });

  test("one that silences nothing, in a file that uses no binding", async () => {
    expect(await placesIn("// keyloom-ignore usage/raw-access: why\nfoo();")).toEqual([
      "a.ts:1:1 silence/unused",
    ]);
  });

  test("one of a rule that is off", async () => {
    const found = await lintProject({
      "keyloom.schema.ts": SHOP,
      "keyloom.config.ts": 'export default { lint: { rules: { "usage/raw-access": "off" } } };',
      "a.ts": `// keyloom-ignore usage/raw-access: why\n${RAW}`,
    });
    expect(found.map(placeAndRule)).toEqual(["a.ts:1:1 silence/unused"]);
  });

  test("but not what only looks like one", async () => {
    expect(
      await placesIn('// see keyloom-ignore\n// keyloom-ignored\nconst a = "// keyloom-ignore x";'),
    ).toEqual([]);
  });
});
