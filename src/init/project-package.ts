import { join } from "node:path";
import { kebabCase } from "change-case";
import { packageRoot } from "../files/package-root.ts";
import { readFileIfAny } from "../files/read-file.ts";
import { isRecord } from "../runtime/issue.ts";

/** What the package of a project says. */
export interface ProjectPackage {
  /** As a part of a title; `app` where there is none. */
  readonly name: string;
  /** Which packages a schema needs that it does not name. */
  readonly missing: readonly string[];
  /** Whether Node takes the schema file for CommonJS, which cannot import what it imports. */
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

/** Reads the nearest `package.json`, of a folder or above; one that does not parse says nothing. */
export function readProjectPackage(folder: string): ProjectPackage {
  const root = packageRoot(folder);
  const file = root === undefined ? undefined : readFileIfAny(join(root, "package.json"));
  const content = parsed(file ?? "");
  const given = DEPENDENCIES.flatMap((kind) =>
    isRecord(content[kind]) ? Object.keys(content[kind]) : [],
  );
  const { name, type } = content;
  const own = typeof name === "string" ? kebabCase(name.replace(/^@[^/]*\//, "")) : "";
  return {
    name: own === "" ? "app" : own,
    // Keyloom's own package needs no other one of that name.
    missing: NEEDED.filter((each) => !given.includes(each) && each !== name),
    isCommonJs: type === "commonjs",
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}
