import type CodeBlockWriter from "code-block-writer";
import type {
  ArrayType,
  NumberType,
  ObjectType,
  RecordType,
  StringType,
  TupleType,
  TypeModel,
  UnionType,
} from "../schema/type/model.ts";
import { partsOf } from "../schema/type/parts.ts";
import {
  type Condition,
  numberConditions,
  stringConditions,
  valueCondition,
} from "./conditions.ts";
import type { Constants } from "./constants.ts";
import { fits, writeList } from "./layout.ts";
import { literalText, propertyName, stringText } from "./literal.ts";

/** An expression for the way to a value, element by element: `"cart"`, `i`. */
type PathText = readonly string[];

/** Enough loop variables for what people nest; deeper ones are numbered. */
const LOOP_VARIABLES = ["i", "j", "k"];

/**
 * Writes straight-line validators: functions that take a value apart by hand, add an issue for each
 * thing that is wrong, and give the value as its type declares it.
 */
export class ValidatorWriter {
  readonly #writer: CodeBlockWriter;
  readonly #constants: Constants;
  /** What remains to be written: options of unions and recursive types have functions of their own. */
  readonly #pending: {
    readonly name: string;
    readonly type: TypeModel;
    readonly result: string;
  }[] = [];
  readonly #refs = new Map<string, string>();
  #stem = "";
  #loops = 0;
  #options = 0;
  #locals = new Set<string>();

  constructor(writer: CodeBlockWriter, constants: Constants) {
    this.#writer = writer;
    this.#constants = constants;
  }

  /** Writes `function <name>(input: unknown, issues: Issue[]): <result>`, and those that it needs. */
  writeFunction(name: string, type: TypeModel, result: string): void {
    this.#stem = name;
    this.#options = 0;
    this.#refs.clear();
    this.#pending.push({ name, type, result });
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      if (next.name !== name) this.#writer.blankLine();
      this.#writeOne(next.name, next.type, next.result);
    }
  }

  /** Writes the statements that check a value in place. Its output is not kept. */
  writeChecks(type: TypeModel, input: string, path: PathText): void {
    this.#locals = new Set(["input", "issues"]);
    this.#check(type, input, path, []);
  }

  /** Writes the checks of a text that is known to be one. */
  writeStringChecks(type: StringType, input: string, path: PathText): void {
    for (const condition of stringConditions(type, input, this.#constants)) {
      this.#writeIssue(condition, path);
    }
  }

  #writeIssue({ wrong, code, message }: Condition, path: PathText): void {
    this.#writer.write(`if (${wrong}) `).inlineBlock(() => {
      this.#pushIssue(code, path, stringText(message));
    });
    this.#writer.newLine();
  }

  /** @param message an expression. */
  #pushIssue(code: string, path: PathText, message: string): void {
    const members = [`code: "${code}"`, `path: ${pathText(path)}`, `message: ${message}`];
    writeList(this.#writer, ["issues.push({", "});"], members);
  }

  #wrongType(path: PathText, expected: string, input: string): void {
    const args = ["issues", pathText(path), stringText(expected), input];
    writeList(this.#writer, ["wrongType(", ");"], args);
  }

  #writeOne(name: string, declared: TypeModel, result: string): void {
    let type = declared;
    if (type.kind === "recursive") {
      this.#refs.set(type.name, name);
      type = type.inner;
    }
    this.#loops = 0;
    this.#locals = new Set(["input", "issues"]);
    this.#writer.write(`function ${name}(input: unknown, issues: Issue[]): ${result} `);
    this.#writer.inlineBlock(() => {
      if (type.kind === "object") this.#writeObjectBody(type, result);
      else {
        const output = this.#check(type, "input", [], []);
        this.#writer.writeLine(`return ${output}${cast(result)};`);
      }
    });
    this.#writer.newLine();
  }

  /** The body of a function for an object returns early, so that the happy path is not indented. */
  #writeObjectBody(type: ObjectType, result: string): void {
    this.#writer.write("if (!isRecord(input)) ").inlineBlock(() => {
      this.#wrongType([], "an object", "input");
      this.#writer.writeLine(`return input${result === "unknown" ? "" : ` as never`};`);
    });
    this.#writer.newLine();
    const output = this.#properties(type, "input", []);
    if (typeof output === "string") {
      // A record says too little about its keys to be taken for an interface directly.
      const step = result === "unknown" ? "" : " as unknown";
      this.#writer.writeLine(`return ${output}${step}${cast(result)};`);
    } else {
      writeList(this.#writer, ["return {", `}${cast(result)};`], output);
    }
  }

  /**
   * Writes the check of one value.
   *
   * @param guards conditions under which there is anything to check: `note !== undefined`.
   * @returns an expression for the value as its type declares it.
   */
  #check(type: TypeModel, input: string, path: PathText, guards: readonly string[]): string {
    switch (type.kind) {
      case "string":
        return this.#scalar(input, path, guards, `typeof ${input} !== "string"`, "a string", type);
      case "number":
        return this.#scalar(
          input,
          path,
          guards,
          type.int ? `!Number.isSafeInteger(${input})` : `!Number.isFinite(${input})`,
          type.int ? "an integer" : "a number",
          type,
        );
      case "boolean":
        return this.#scalar(input, path, guards, `typeof ${input} !== "boolean"`, "a boolean");
      case "null":
        return this.#scalar(input, path, guards, `${input} !== null`, "null");
      case "bytes":
        return this.#scalar(
          input,
          path,
          guards,
          `!(${input} instanceof Uint8Array)`,
          "a Uint8Array",
        );
      case "date":
        return this.#date(type, input, path, guards);
      case "literal":
      case "enum":
        return this.#values(type.values, input, path, guards);
      case "optional":
        return this.#check(type.inner, input, path, [...guards, `${input} !== undefined`]);
      case "nullable":
        return this.#check(type.inner, input, path, [...guards, `${input} !== null`]);
      case "default":
        return this.#default(type, input, path, guards);
      case "array":
        return this.#guarded(guards, input, () => this.#array(type, input, path), changes(type));
      case "tuple":
        return this.#guarded(guards, input, () => this.#tuple(type, input, path), true);
      case "object":
        return this.#guarded(guards, input, () => this.#object(type, input, path), true);
      case "record":
        return this.#guarded(guards, input, () => this.#record(type, input, path), true);
      case "union":
        return this.#guarded(guards, input, () => this.#union(type, input, path), true);
      case "recursive": {
        const name = `${this.#stem}${type.name}`;
        this.#refs.set(type.name, name);
        this.#pending.push({ name, type, result: "unknown" });
        return this.#guarded(guards, input, () => this.#call(name, input, path), true);
      }
      case "ref": {
        const name = this.#refs.get(type.name) ?? this.#stem;
        return this.#guarded(guards, input, () => this.#call(name, input, path), true);
      }
    }
  }

  /**
   * Puts a check under its guards. Where the check makes a new value, a variable takes it, which
   * holds the input itself where the guards do not let the check run.
   */
  #guarded(
    guards: readonly string[],
    input: string,
    write: () => string,
    makesValue: boolean,
  ): string {
    if (guards.length === 0) return write();
    const writer = this.#writer;
    if (!makesValue) {
      writer
        .write(`if (${guards.join(" && ")}) `)
        .inlineBlock(() => void write())
        .newLine();
      return input;
    }
    const output = this.#local(`${lastName(input)}Output`);
    writer.writeLine(`let ${output}: unknown = ${input};`);
    writer.write(`if (${guards.join(" && ")}) `).inlineBlock(() => {
      writer.writeLine(`${output} = ${write()};`);
    });
    writer.newLine();
    return output;
  }

  #scalar(
    input: string,
    path: PathText,
    guards: readonly string[],
    wrong: string,
    expected: string,
    type?: StringType | NumberType,
  ): string {
    const conditions =
      type === undefined
        ? []
        : type.kind === "string"
          ? stringConditions(type, input, this.#constants)
          : numberConditions(type, input);
    const writer = this.#writer;
    if (conditions.length === 0) {
      this.#rejectUnless([...guards, wrong], path, expected, input);
      return input;
    }
    const write = () => {
      writer.write(`if (${wrong}) `).inlineBlock(() => this.#wrongType(path, expected, input));
      const [only, ...others] = conditions;
      writer.write(" else ");
      if (only !== undefined && others.length === 0) this.#writeIssue(only, path);
      else {
        writer.inlineBlock(() => {
          for (const condition of conditions) this.#writeIssue(condition, path);
        });
        writer.newLine();
      }
      return input;
    };
    return this.#guarded(guards, input, write, false);
  }

  /** A check of the type alone takes one line where it fits. */
  #rejectUnless(
    conditions: readonly string[],
    path: PathText,
    expected: string,
    input: string,
  ): void {
    const condition = `if (${conditions.join(" && ")})`;
    const reject = `wrongType(issues, ${pathText(path)}, ${stringText(expected)}, ${input});`;
    if (fits(this.#writer, `${condition} ${reject}`)) {
      this.#writer.writeLine(`${condition} ${reject}`);
      return;
    }
    this.#writer.write(`${condition} `).inlineBlock(() => this.#wrongType(path, expected, input));
    this.#writer.newLine();
  }

  #date(
    type: Extract<TypeModel, { kind: "date" }>,
    input: string,
    path: PathText,
    guards: readonly string[],
  ): string {
    const wrong = `!(${input} instanceof Date) || Number.isNaN(${input}.getTime())`;
    const writer = this.#writer;
    const write = () => {
      writer.write(`if (${wrong}) `).inlineBlock(() => {
        this.#wrongType(path, "a valid date", input);
      });
      const bounds = [
        { op: "<", at: type.min, code: "too_small" },
        { op: ">", at: type.max, code: "too_big" },
      ];
      for (const { op, at, code } of bounds) {
        const message = `expected a date ${op === "<" ? "from" : "up to"} ${new Date(at).toISOString()}`;
        writer.write(` else if (${input}.getTime() ${op} ${at}) `).inlineBlock(() => {
          this.#pushIssue(code, path, stringText(message));
        });
      }
      writer.newLine();
      return input;
    };
    return this.#guarded(guards, input, write, false);
  }

  #values(
    values: readonly unknown[],
    input: string,
    path: PathText,
    guards: readonly string[],
  ): string {
    const { wrong, message } = valueCondition(values, input, lastName(input), this.#constants);
    const condition = [...guards, ...wrong].join(" && ");
    this.#writeIssue({ wrong: condition, code: "invalid_value", message }, path);
    return input;
  }

  #default(
    type: Extract<TypeModel, { kind: "default" }>,
    input: string,
    path: PathText,
    guards: readonly string[],
  ): string {
    const output = this.#local(`${lastName(input)}OrDefault`);
    const declare = changes(type.inner) ? `let ${output}: unknown` : `const ${output}`;
    this.#writer.writeLine(
      `${declare} = ${input} === undefined ? ${literalText(type.value)} : ${input};`,
    );
    const checked = this.#check(type.inner, input, path, [...guards, `${input} !== undefined`]);
    if (checked !== input) {
      this.#writer.writeLine(`if (${input} !== undefined) ${output} = ${checked};`);
    }
    return output;
  }

  #array(type: ArrayType, input: string, path: PathText): string {
    const writer = this.#writer;
    const output = changes(type) ? this.#local(`${lastName(input)}Output`) : input;
    if (output !== input) writer.writeLine(`const ${output}: unknown[] = [];`);
    writer.write(`if (!Array.isArray(${input})) `).inlineBlock(() => {
      this.#wrongType(path, "an array", input);
    });
    writer.write(" else ").inlineBlock(() => {
      for (const [bound, op, code, word] of [
        [type.min, "<", "too_small", "at least"],
        [type.max, ">", "too_big", "at most"],
      ] as const) {
        if (bound === undefined) continue;
        writer.write(`if (${input}.length ${op} ${bound}) `).inlineBlock(() => {
          this.#pushIssue(code, path, `"expected ${word} ${bound} items"`);
        });
        writer.newLine();
      }
      this.#elements(type.element, input, path, "0", output === input ? undefined : output);
    });
    writer.newLine();
    return output;
  }

  #elements(
    element: TypeModel,
    input: string,
    path: PathText,
    start: string,
    output: string | undefined,
  ): void {
    const writer = this.#writer;
    const index = LOOP_VARIABLES[this.#loops] ?? `i${this.#loops}`;
    this.#loops++;
    writer.write(`for (let ${index} = ${start}; ${index} < ${input}.length; ${index}++) `);
    writer.inlineBlock(() => {
      const item = this.#local(`${singular(lastName(input))}`);
      writer.writeLine(`const ${item}: unknown = ${input}[${index}];`);
      const checked = this.#check(element, item, [...path, index], []);
      if (output !== undefined) writer.writeLine(`${output}.push(${checked});`);
    });
    writer.newLine();
    this.#loops--;
  }

  #tuple(type: TupleType, input: string, path: PathText): string {
    const writer = this.#writer;
    const output = this.#local(`${lastName(input)}Output`);
    writer.writeLine(`const ${output}: unknown[] = [];`);
    const count = type.items.length;
    const wrong =
      type.rest === undefined ? `${input}.length !== ${count}` : `${input}.length < ${count}`;
    const expected = `an array of ${type.rest === undefined ? "" : "at least "}${count} items`;
    writer.write(`if (!Array.isArray(${input}) || ${wrong}) `).inlineBlock(() => {
      this.#wrongType(path, expected, input);
    });
    writer.write(" else ").inlineBlock(() => {
      for (const [index, item] of type.items.entries()) {
        const local = this.#local(`${lastName(input)}${index}`);
        writer.writeLine(`const ${local}: unknown = ${input}[${index}];`);
        writer.writeLine(
          `${output}.push(${this.#check(item, local, [...path, String(index)], [])});`,
        );
      }
      if (type.rest !== undefined) this.#elements(type.rest, input, path, String(count), output);
    });
    writer.newLine();
    return output;
  }

  #object(type: ObjectType, input: string, path: PathText): string {
    const writer = this.#writer;
    const output = this.#local(`${lastName(input)}Output`);
    writer.writeLine(`let ${output}: unknown;`);
    writer.write(`if (!isRecord(${input})) `).inlineBlock(() => {
      this.#wrongType(path, "an object", input);
    });
    writer.write(" else ").inlineBlock(() => {
      const made = this.#properties(type, input, path);
      if (typeof made === "string") writer.writeLine(`${output} = ${made};`);
      else writeList(writer, [`${output} = {`, "};"], made);
    });
    writer.newLine();
    return output;
  }

  /**
   * Checks an object's properties.
   *
   * @returns the members of the object with the declared ones, or the variable that holds it where
   * some of them may be absent.
   */
  #properties(type: ObjectType, input: string, path: PathText): readonly string[] | string {
    const writer = this.#writer;
    // `__proto__` as a property would set the prototype; zod leaves it out as well.
    const properties = type.properties.filter(({ name }) => name !== "__proto__");
    const names = properties.map(({ name }) => name);
    const locals = names.map((name) => this.#local(identifierFor(name)));
    if (names.length > 0) {
      const bindings = names.map((name, index) =>
        name === locals[index] ? name : `${propertyName(name)}: ${locals[index]}`,
      );
      writeList(this.#writer, ["const {", `} = ${input};`], bindings);
    }
    const outputs = properties.map(({ name, type }, index) => {
      const output = this.#check(type, locals[index] ?? "", [...path, stringText(name)], []);
      return { name, output, optional: type.kind === "optional" };
    });
    if (type.unknown === "strict") this.#unrecognized(names, input, path);

    const always = outputs.filter(({ optional }) => !optional);
    const pairs = always.map(({ name, output }) =>
      name === output ? name : `${propertyName(name)}: ${output}`,
    );
    if (type.unknown === "loose") pairs.unshift(`...${input}`);
    if (always.length === outputs.length) return pairs;

    const object = this.#local(`${lastName(input)}Object`);
    writeList(writer, [`const ${object}: Record<string, unknown> = {`, "};"], pairs);
    for (const { name, output, optional } of outputs) {
      if (!optional) continue;
      const target = `${object}[${stringText(name)}]`;
      writer.writeLine(`if (${stringText(name)} in ${input}) ${target} = ${output};`);
    }
    return object;
  }

  #unrecognized(names: readonly string[], input: string, path: PathText): void {
    const writer = this.#writer;
    const known = this.#constants.set(`${lastName(input)}_KEYS`, names);
    const unknown = this.#local("unknownKeys");
    writer.writeLine(
      `const ${unknown} = Object.keys(${input}).filter((key) => !${known}.has(key));`,
    );
    writer.write(`if (${unknown}.length > 0) `).inlineBlock(() => {
      const message = `\`unknown keys: \${${unknown}.join(", ")}\``;
      this.#pushIssue("unrecognized_keys", path, message);
    });
    writer.newLine();
  }

  #record(type: RecordType, input: string, path: PathText): string {
    const writer = this.#writer;
    const output = this.#local(`${lastName(input)}Output`);
    writer.writeLine(`const ${output}: Record<string, unknown> = {};`);
    writer.write(`if (!isRecord(${input})) `).inlineBlock(() => {
      this.#wrongType(path, "an object", input);
    });
    writer.write(" else ").inlineBlock(() => {
      if (type.key.kind === "enum") {
        const keys = this.#constants.set(`${lastName(input)}_KEYS`, type.key.values);
        this.#recordEntries(type, input, path, output, `${keys} as Set<string>`);
        this.#unrecognized(type.key.values, input, path);
      } else {
        this.#recordEntries(type, input, path, output, `Object.keys(${input})`);
      }
    });
    writer.newLine();
    return output;
  }

  #recordEntries(
    type: RecordType,
    input: string,
    path: PathText,
    output: string,
    keys: string,
  ): void {
    const writer = this.#writer;
    const key = this.#local("key");
    writer.write(`for (const ${key} of ${keys}) `).inlineBlock(() => {
      // As an assignment it would replace the object's prototype.
      writer.writeLine(`if (${key} === "__proto__") continue;`);
      if (type.key.kind === "string" && type.key.checks.length > 0) {
        for (const condition of stringConditions(type.key, key, this.#constants)) {
          this.#writeIssue({ ...condition, code: "invalid_key" }, [...path, key]);
        }
      }
      const value = this.#local(singular(lastName(input)));
      writer.writeLine(`const ${value}: unknown = ${input}[${key}];`);
      writer.writeLine(
        `${output}[${key}] = ${this.#check(type.value, value, [...path, key], [])};`,
      );
    });
    writer.newLine();
  }

  #union(type: UnionType, input: string, path: PathText): string {
    const functions = type.options.map((option) => {
      const name = `${this.#stem}Option${++this.#options}`;
      this.#pending.push({ name, type: option, result: "unknown" });
      return name;
    });
    const options = this.#discriminated(type, functions);
    const { discriminator } = type;
    if (options === undefined || discriminator === undefined) {
      const output = this.#local(`${lastName(input)}Output`);
      const args = [input, "issues", pathText(path), `[${functions.join(", ")}]`];
      writeList(this.#writer, [`const ${output} = firstMatch(`, ");"], args);
      return output;
    }
    const writer = this.#writer;
    const output = this.#local(`${lastName(input)}Output`);
    const from = this.#local("issuesBefore");
    const tag = `${input}[${stringText(discriminator)}]`;
    writer.writeLine(`let ${output}: unknown;`);
    writer.write(`if (!isRecord(${input})) `).inlineBlock(() => {
      this.#wrongType(path, "an object", input);
    });
    writer.write(" else ").inlineBlock(() => {
      if (path.length > 0) writer.writeLine(`const ${from} = issues.length;`);
      for (const [index, { values, name }] of options.entries()) {
        const is = values.map((value) => `${tag} === ${literalText(value)}`).join(" || ");
        writer.write(`${index === 0 ? "" : " else "}if (${is}) `).inlineBlock(() => {
          writer.writeLine(`${output} = ${name}(${input}, issues);`);
        });
      }
      writer.write(" else ").inlineBlock(() => {
        const allowed = options.flatMap(({ values }) => values).map(literalText);
        const message = stringText(`expected ${allowed.join(" or ")}`);
        this.#pushIssue("invalid_union", [stringText(discriminator)], message);
      });
      writer.newLine();
      if (path.length > 0) writer.writeLine(`prefixIssues(issues, ${from}, ${pathText(path)});`);
    });
    writer.newLine();
    return output;
  }

  /** The tag values of each option; `undefined` where some option's tag is not plain values. */
  #discriminated(
    { discriminator, options }: UnionType,
    functions: readonly string[],
  ): { values: readonly unknown[]; name: string }[] | undefined {
    if (discriminator === undefined) return undefined;
    const tagged = options.map((option, index) => {
      const tag =
        option.kind === "object"
          ? option.properties.find(({ name }) => name === discriminator)?.type
          : undefined;
      const values = tag?.kind === "literal" || tag?.kind === "enum" ? tag.values : undefined;
      return { values: values ?? [], name: functions[index] ?? "" };
    });
    return tagged.every(({ values }) => values.length > 0) ? tagged : undefined;
  }

  #call(name: string, input: string, path: PathText): string {
    if (path.length === 0) return `${name}(${input}, issues)`;
    const writer = this.#writer;
    const from = this.#local("issuesBefore");
    const output = this.#local(`${lastName(input)}Output`);
    writer.writeLine(`const ${from} = issues.length;`);
    writer.writeLine(`const ${output} = ${name}(${input}, issues);`);
    writer.writeLine(`prefixIssues(issues, ${from}, ${pathText(path)});`);
    return output;
  }

  /** A name that the current function does not use yet. */
  #local(stem: string): string {
    let name = stem;
    for (let count = 2; this.#locals.has(name) || RESERVED.has(name); count++) {
      name = `${stem}${count}`;
    }
    this.#locals.add(name);
    return name;
  }
}

/** Words that a local constant cannot be called, and the helpers that it must not hide. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger"],
  ...["default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally"],
  ...["for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let"],
  ...["new", "null", "package", "private", "protected", "public", "return", "static", "super"],
  ...["switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while"],
  ...["with", "yield", "isRecord", "wrongType", "prefixIssues", "firstMatch", "i", "j", "k"],
  ...["Number", "Array", "Object", "Date", "Uint8Array", "Set"],
]);

/** Whether checking a value of this type makes a new one: something is stripped or filled in. */
function changes(type: TypeModel): boolean {
  switch (type.kind) {
    case "object":
    case "record":
    case "tuple":
    case "default":
    case "union":
    case "recursive":
    case "ref":
      return true;
    default:
      return partsOf(type).some(changes);
  }
}

function cast(result: string): string {
  return result === "unknown" ? "" : ` as ${result}`;
}

function pathText(path: PathText): string {
  return `[${path.join(", ")}]`;
}

function lastName(expression: string): string {
  return /[\w$]+$/.exec(expression)?.[0] ?? "value";
}

function singular(name: string): string {
  return name.length > 2 && name.endsWith("s") ? name.slice(0, -1) : `${name}Item`;
}

function identifierFor(property: string): string {
  const camel = property.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) =>
    (next ?? "").toUpperCase(),
  );
  return /^[A-Za-z_$]/.test(camel) ? camel : `property${camel}`;
}
