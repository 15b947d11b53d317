import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Problem } from "../../schema/problem.ts";

/**
 * The problems that a fixture says it has, in the order of their places. They are written as
 *
 * - a comment with carets under what is wrong, and the check's id: `//   ^^^^^ key-collision`, where
 *   in `//^^^` the slashes stand under it as well;
 * - where no such comment can stand, one with the file and the place:
 *   `// ./users.json:3:3-52 seed-mismatch`.
 */
export function expectedProblems(file: string): readonly string[] {
  return filesOf(file)
    .flatMap((path) => expectedIn(path, relativeTo(file, path)))
    .sort();
}

/** A problem as {@link expectedProblems} gives it; its file is relative to the fixture's. */
export function describeProblem(fixture: string, problem: Problem): string {
  const { file, line, column, endColumn, rule } = problem;
  const end = endColumn === undefined ? "" : `-${endColumn}`;
  return `${relativeTo(fixture, file)}:${line}:${column}${end} ${rule}`;
}

function expectedIn(path: string, name: string): readonly string[] {
  let line = 0;
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((text, index) => {
      const [, elsewhere] = /^\s*\/\/ (\.\/\S+:\d+:\d+(?:-\d+)? [a-z-]+)$/.exec(text) ?? [];
      if (elsewhere !== undefined) return [elsewhere];
      const [, before, carets, id] = /^(\s*(?:\/\/\s+)?)((?:\/\/)?\^+) ([a-z-]+)$/.exec(text) ?? [];
      if (before === undefined || carets === undefined) {
        line = index + 1;
        return [];
      }
      const column = before.length + 1;
      return [`${name}:${line}:${column}-${column + carets.length} ${id}`];
    });
}

/** A fixture's file, and the other modules that it names, and those that they name. */
function filesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file) || !existsSync(file)) return [];
  seen.add(file);
  const named = readFileSync(file, "utf8").matchAll(/"(\.\/[^"]+\.ts)"/g);
  return [
    file,
    ...[...named].flatMap(([, path = ""]) => filesOf(resolve(dirname(file), path), seen)),
  ];
}

function relativeTo(fixture: string, file: string): string {
  return `./${relative(dirname(fixture), file).split(sep).join("/")}`;
}
