import type { TypeModel } from "../../schema/type/model.ts";
import type { RecursiveTypes } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { type Path, pathDoc, type Subject } from "./subject.ts";

/** What the functions of one validator have in common. */
export interface Validator {
  readonly writer: CodeWriter;
  readonly scope: Scope;
  /** Whether the functions turn what is stored into a value, or the reverse. */
  readonly direction: "decode" | "encode";
  /** The value or the metadata that is checked: `SHOP.user.value`. */
  readonly place: string;
  readonly recursive: RecursiveTypes;
  readonly recursiveNames: RecursiveNames;
  /** Writes the check of a type of any kind; checks of its parts call it again. */
  readonly checkType: (fn: FunctionWriter, type: TypeModel, subject: Subject) => string;
  /** Requests a separate function for a type: an option of a union, or a recursive type. */
  functionFor(name: string, type: TypeModel): string;
}

/** Enough loop variables for usual nesting; deeper ones are numbered. */
const LOOP_VARIABLES = ["i", "j", "k"];

/** Writes the body of one function: its statements, its blocks, and the names in them. */
export class FunctionWriter {
  readonly validator: Validator;
  readonly writer: CodeWriter;
  readonly scope: Scope;
  /** The function's name, from which the names of its options are derived. */
  readonly name: string;
  /** Whether it is for one of several types that a value may have. */
  readonly isOption: boolean;
  /** The names in use: of the function, and of each block that is open. */
  readonly #locals: (Set<string> | undefined)[] = [new Set(["input", "issues", ...LOOP_VARIABLES])];
  readonly #isLocal = (name: string) => this.#locals.some((names) => names?.has(name) === true);
  #loops = 0;

  constructor(validator: Validator, name: string, isOption = false) {
    this.isOption = isOption;
    this.validator = validator;
    this.writer = validator.writer;
    this.scope = validator.scope;
    this.name = name;
  }

  /**
   * Writes the check of one value.
   *
   * @returns an expression for the value as its type declares it.
   */
  check(type: TypeModel, subject: Subject): string {
    return this.validator.checkType(this, type, subject);
  }

  /** The statement that calls a function of the runtime. */
  call(name: Parameters<Scope["use"]>[0], args: readonly Doc[]): Doc {
    return list(`${this.scope.use(name)}(`, args, ");");
  }

  /** The statement that adds an issue on a value of another type. */
  wrongType(path: Path, expected: string, input: string): Doc {
    return this.call("wrongType", ["issues", pathDoc(path), stringText(expected), input]);
  }

  /** Writes the variable that tells later whether the check of a part has found anything. */
  issuesBefore(): string {
    const before = this.local("issuesBefore");
    this.writer.line(`const ${before} = issues.length;`);
    return before;
  }

  /** A name that the function does not use yet. */
  local(stem: string): string {
    const name = this.scope.local(stem, this.#isLocal);
    const last = this.#locals.length - 1;
    this.#locals[last] = (this.#locals[last] ?? new Set()).add(name);
    return name;
  }

  /** Opens a block. The names that are declared in it are free again after it. */
  open(head: Doc): void {
    this.writer.open(head);
    this.#locals.push(undefined);
  }

  reopen(head: Doc): void {
    this.#locals.pop();
    this.writer.reopen(head);
    this.#locals.push(undefined);
  }

  close(): void {
    this.#locals.pop();
    this.writer.close();
  }

  /** The variable for the result of a check. */
  outputOf({ input }: Subject): string {
    return this.local(input === "input" ? "output" : `${input}Output`);
  }

  /** Writes a loop, whose body gets the loop's variable. */
  loop(start: number, input: string, body: (variable: string) => void): void {
    const variable = LOOP_VARIABLES[this.#loops] ?? this.local(`i${this.#loops}`);
    this.#loops++;
    this.open(`for (let ${variable} = ${start}; ${variable} < ${input}.length; ${variable}++) {`);
    body(variable);
    this.close();
    this.#loops--;
  }
}
