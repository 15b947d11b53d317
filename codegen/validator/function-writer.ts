import type { TypeModel } from "../../schema/type/model.ts";
import type { RecursiveTypes } from "../absence.ts";
import type { RecursiveNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { checkArray } from "./array.ts";
import { checkAuthored } from "./authored.ts";
import { checkCatch } from "./catch.ts";
import { changes } from "./changes.ts";
import { checkBigInt, checkDate } from "./date.ts";
import { checkDefault, checkPrefault } from "./default.ts";
import { checkIntersection } from "./intersection.ts";
import { checkObject } from "./object.ts";
import { checkNonOptional, checkOptional, guarded, withGuard } from "./optional.ts";
import { checkPipe } from "./pipe.ts";
import { checkPlain } from "./plain.ts";
import { checkReadonly } from "./readonly.ts";
import { checkRecord } from "./record.ts";
import { checkRecursive } from "./recursive.ts";
import { checkNumber, checkString } from "./scalar.ts";
import { type Path, pathDoc, type Subject } from "./subject.ts";
import { checkTuple } from "./tuple.ts";
import { checkUnion } from "./union.ts";

/** What the functions of one validator have in common. */
export interface Validator {
  readonly writer: CodeWriter;
  readonly scope: Scope;
  /** Whether the functions make a value of what is stored, or what is stored of a value. */
  readonly direction: "decode" | "encode";
  /** The value or the metadata that is checked: `SHOP.user.value`. */
  readonly place: string;
  readonly recursive: RecursiveTypes;
  readonly recursiveNames: RecursiveNames;
  /** Has a function of its own written for a type: an option of a union, or one that holds itself. */
  functionFor(name: string, type: TypeModel): string;
}

/** Enough loop variables for what people nest; deeper ones are numbered. */
const LOOP_VARIABLES = ["i", "j", "k"];

/** Writes the body of one function. Each kind of type has a file of its own. */
export class FunctionWriter {
  readonly validator: Validator;
  readonly writer: CodeWriter;
  readonly scope: Scope;
  /** The function's name, from which those of its options are made. */
  readonly name: string;
  /** Whether it is of one of several types that a value may be of. */
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
    // What zod fills in or freezes, it does to what is read.
    const isEncoder = this.validator.direction === "encode";
    switch (type.kind) {
      case "string":
        return checkString(this, type, subject);
      case "number":
        return checkNumber(this, type, subject);
      case "boolean":
      case "null":
      case "bytes":
      case "stream":
      case "literal":
      case "enum":
        return checkPlain(this, type, subject);
      case "date":
        return guarded(this, subject, false, (at) => checkDate(this, type, at));
      case "bigint":
        return guarded(this, subject, false, (at) => checkBigInt(this, type, at));
      case "pipe":
        return guarded(this, subject, true, (at) => checkPipe(this, type, at));
      case "unknown":
        return subject.input;
      case "optional":
        return checkOptional(this, type, subject);
      case "nullable":
        return this.check(type.inner, withGuard(subject, `${subject.input} !== null`));
      case "nonoptional":
        return checkNonOptional(this, type.inner, subject);
      case "readonly":
        if (isEncoder) return this.check(type.inner, subject);
        return checkReadonly(this, type.inner, subject);
      case "default":
        if (isEncoder) return this.check(type.inner, subject);
        return checkDefault(this, type, subject);
      case "prefault":
        if (isEncoder) return this.check(type.inner, subject);
        return checkPrefault(this, type, subject);
      case "catch":
        if (isEncoder) return this.check(type.inner, subject);
        return checkCatch(this, type, subject);
      case "array":
        return guarded(this, subject, changes(type), (at) => checkArray(this, type, at));
      case "tuple":
        return guarded(this, subject, changes(type), (at) => checkTuple(this, type, at));
      case "object":
        return guarded(this, subject, true, (at) => checkObject(this, type, at));
      case "record":
        return guarded(this, subject, true, (at) => checkRecord(this, type, at));
      case "union":
        return checkUnion(this, type, subject);
      case "authored":
        return checkAuthored(this, type, subject);
      case "intersection":
        return guarded(this, subject, true, (at) => checkIntersection(this, type, at));
      case "recursive":
      case "ref":
        return guarded(this, subject, true, (at) => checkRecursive(this, type, at));
    }
  }

  /** The statement that calls a function of the runtime. */
  call(name: Parameters<Scope["use"]>[0], args: readonly Doc[]): Doc {
    return list(`${this.scope.use(name)}(`, args, ");");
  }

  /** The statement that adds an issue on a value of another type. */
  wrongType(path: Path, expected: string, input: string): Doc {
    return this.call("wrongType", ["issues", pathDoc(path), stringText(expected), input]);
  }

  /** A name that the function does not use yet. */
  local(stem: string): string {
    const name = this.scope.local(stem, this.#isLocal);
    const last = this.#locals.length - 1;
    this.#locals[last] = (this.#locals[last] ?? new Set()).add(name);
    return name;
  }

  /** Opens a block. The names that are declared in it are free again behind it. */
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

  /** The variable for what a check makes of a value. */
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
