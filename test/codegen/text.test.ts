import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CodeWriter } from "../../codegen/text/code-writer.ts";
import { commentLines } from "../../codegen/text/comment.ts";
import { beside, hardLine, indent, join, list } from "../../codegen/text/doc.ts";
import { durationText } from "../../codegen/text/duration.ts";
import { constantFor, identifierFor, singularOf } from "../../codegen/text/identifier.ts";
import { literalDoc, literalText, propertyName, stringText } from "../../codegen/text/literal.ts";
import { flatText, MAX_LINE, printDoc } from "../../codegen/text/print-doc.ts";

const evaluate = (text: string): unknown => new Function(`return (${text});`)();

const texts = fc.string({ unit: "binary" });

describe("a literal", () => {
  test("evaluates to the value that it was made from", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(evaluate(literalText(value))).toEqual(value);
        expect(evaluate(printDoc(literalDoc(value), 0).join("\n"))).toEqual(value);
      }),
    );
  });

  test("of a string evaluates to the string", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(evaluate(stringText(text))).toBe(text);
      }),
    );
  });

  test.each([
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`"it's"`, `"\\"it's\\""`],
    ["\n", '"\\n"'],
  ])("of the string %j uses the quotes that need fewer escapes", (text, literal) => {
    expect(stringText(text)).toBe(literal);
  });

  test("keeps a property called __proto__ a property", () => {
    const value: unknown = JSON.parse('{ "__proto__": 1, "a b": 2, "c": 3 }');
    expect(literalText(value)).toBe('{ ["__proto__"]: 1, "a b": 2, c: 3 }');
    expect(propertyName("constructor")).toBe("constructor");
  });
});

describe("a text that may be wrapped", () => {
  const long = Array.from({ length: 12 }, (_, index) => `element${index}`);

  test("stays on one line if it fits to the last character", () => {
    const room = MAX_LINE - "f(x);".length;
    const fitting = "a".repeat(room + 1);
    expect(printDoc([list("f(", [fitting], ")"), ";"], 0)).toEqual([`f(${fitting});`]);
    expect(printDoc([list("f(", [`${fitting}a`], ")"), ";"], 0)).toEqual([
      "f(",
      `  ${fitting}a,`,
      ");",
    ]);
  });

  test("has one element per line, indented more than its start", () => {
    expect(printDoc(list("const { ", long, " } = input;"), 2).slice(0, 2)).toEqual(
      ["    const { ", "      element0,"].map((line) => line.trimEnd()),
    );
  });

  test("is wrapped from the outside in, and no more than necessary", () => {
    const inner = list("[", ["a", "b"], "]");
    expect(printDoc(list("f(", [inner, ...long], ");"), 0)).toEqual([
      "f(",
      "  [a, b],",
      ...long.map((element) => `  ${element},`),
      ");",
    ]);
  });

  test("is wrapped if it contains a line break", () => {
    expect(printDoc(list("f(", [["{", indent(hardLine, "a"), hardLine, "}"]], ")"), 0)).toEqual([
      "f(",
      "  {",
      "    a",
      "  },",
      ")",
    ]);
  });

  test("is placed beside its head, or below it", () => {
    expect(printDoc(beside("name =", "value;"), 0)).toEqual(["name = value;"]);
    const value = "v".repeat(MAX_LINE - 4);
    expect(printDoc(beside("name =", value), 0)).toEqual(["name =", `  ${value}`]);
  });

  test("has the same words on one line as on several", () => {
    const doc = list("f(", [list("[", long, "]"), join(" | ", ["a", "b"])], ")");
    expect(flatText(doc)).toBe(`f([${long.join(", ")}], a | b)`);
    expect(
      printDoc(doc, 0)
        .map((line) => line.trim())
        .join("")
        .replaceAll(",", ""),
    ).toBe(flatText(doc).replaceAll(", ", ""));
  });
});

test("a writer indents its blocks, and says whether a line fits", () => {
  const writer = new CodeWriter();
  writer.open("if (a) {");
  expect(writer.fits("a".repeat(MAX_LINE - 2))).toBe(true);
  expect(writer.fits("a".repeat(MAX_LINE - 1))).toBe(false);
  writer.line("b();");
  writer.reopen("} else {");
  writer.blank();
  writer.close();
  expect(writer.toString()).toBe("if (a) {\n  b();\n} else {\n\n}");
});

describe("a comment", () => {
  test("takes one line if it fits, and is otherwise wrapped between words", () => {
    expect(commentLines(["Short."], 0)).toEqual(["/** Short. */"]);
    const lines = commentLines(["word ".repeat(40)], 1);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join(" ").match(/word/g)).toHaveLength(40);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(MAX_LINE - 2);
  });

  test("keeps its lines and its paragraphs", () => {
    expect(commentLines(["One\r\ntwo\u2028three", "Four"], 0)).toEqual([
      "/**",
      " * One",
      " * two",
      " * three",
      " *",
      " * Four",
      " */",
    ]);
  });

  test("stays a comment whatever its text", () => {
    const hostile = fc.array(fc.constantFrom("*/", "*", "/", "\n", "\r", "\u2029", "throw 1", " "));
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          hostile.map((parts) => parts.join("")),
        ),
        (text) => {
          expect(evaluate(`1 ${commentLines([text], 0).join("\n")} + 1`)).toBe(2);
        },
      ),
    );
  });
});

describe("a name", () => {
  test("for a variable is one that JavaScript accepts", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(identifierFor(text)).toMatch(/^[A-Za-z_$][\w$]*$/);
        expect(constantFor(text)).toMatch(/^[A-Z][A-Z0-9_]*$/);
      }),
    );
  });

  test.each([
    ["with space", "withSpace", "WITH_SPACE"],
    ["userId", "userId", "USER_ID"],
    ["aLongName", "aLongName", "A_LONG_NAME"],
    ["HTMLElement", "HTMLElement", "HTML_ELEMENT"],
    ["0", "property0", "VALUE_0"],
    ["", "property", "VALUE"],
  ])("for %j keeps its words", (name, identifier, constant) => {
    expect([identifierFor(name), constantFor(name)]).toEqual([identifier, constant]);
  });

  test.each([
    ["browsers", "browser"],
    ["names", "name"],
    ["keys", "key"],
    ["children", "child"],
    ["status", undefined],
    ["address", undefined],
    ["addresses", undefined],
    ["categories", undefined],
    ["boxes", undefined],
    ["cart", undefined],
  ])("for a single one of %s is %s", (plural, singular) => {
    expect(singularOf(plural)).toBe(singular);
  });
});

test.each([
  [60, "1 minute"],
  [90, "90 seconds"],
  [3_600, "1 hour"],
  [5_400, "90 minutes"],
  [86_400, "1 day"],
  [604_800, "7 days"],
])("%i seconds are written as %s", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
