import { kebabCase } from "change-case";
import { jsonOf } from "../../schema/json-of.ts";
import { withoutMark } from "../../schema/source/utf8.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { nearest } from "../folders/folders-from.ts";
import { isRecord } from "../runtime/issue.ts";

/** What the `package.json` of a project says. */
export interface ProjectPackage {
  /** In the form for a title; `app` if there is none. */
  readonly name: string;
  /** The packages that a schema needs but that it does not list. */
  readonly missing: readonly string[];
  /** Whether Node treats the schema file as CommonJS, which cannot import what it imports. */
  readonly isCommonJs: boolean;
}

/** What a schema file imports. */
const NEEDED = ["keyloom", "zod"];

const DEPENDENCIES = [
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
];

/** Reads the nearest `package.json` of a folder or above it; one that does not parse counts as empty. */
export function readProjectPackage(folder: string): ProjectPackage {
  const file = nearest(folder, "package.json");
  const content = parsed((file && readFileIfAny(file)) ?? "");
  const given = DEPENDENCIES.flatMap((kind) =>
    isRecord(content[kind]) ? Object.keys(content[kind]) : [],
  );
  const { name, type } = content;
  const own = typeof name === "string" ? kebabCase(name.replace(/^@[^/]*\//, "")) : "";
  return {
    name: own === "" ? "app" : own,
    // Keyloom's own package does not need itself.
    missing: NEEDED.filter((each) => !given.includes(each) && each !== name),
    isCommonJs: type === "commonjs",
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  const content = jsonOf(withoutMark(text));
  return isRecord(content) ? content : {};
}
