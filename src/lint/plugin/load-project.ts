import { dirname, extname } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { MUST_END, TIME_LIMIT } from "../../../schema/modules/time-limit.ts";
import type { Problem } from "../../../schema/problem.ts";
import type { SourceProject } from "../check-file.ts";
import { LintSettings } from "../config/settings.ts";
import type { Rule } from "../rule.ts";
import type { LoadAnswer, LoadRequest, Unloadable } from "./load-in-worker.ts";

/** What the rules get from a schema file. */
interface EditedProject extends SourceProject {
  /** What is wrong with the schema; the model then has only the part that is certain. */
  readonly problems: readonly Problem[];
  /** What the rules on the schema find in it, with their own severities. */
  readonly findings: readonly Problem[];
}

/** The project, or why there is none. */
export type Loaded = EditedProject | Unloadable;

/**
 * Loads a project while the caller waits: rules of ESLint cannot await. A separate thread also runs the
 * schema afresh each time, whereas imports in this thread would stay those of the first time.
 *
 * @param timeLimit in milliseconds.
 * @returns also the files that the project comes from.
 */
export function loadProject(
  schemaFile: string,
  rules: readonly Rule[],
  timeLimit = TIME_LIMIT,
): { readonly files: readonly string[]; readonly loaded: Loaded } {
  const answer = ask(schemaFile, timeLimit);
  if (typeof answer === "string") {
    return { files: [schemaFile], loaded: { message: answer, help: MUST_END } };
  }
  const { files, project } = answer;
  if (!("model" in project)) return { files, loaded: project };
  const { config, bindings, ...known } = project;
  const settings = new LintSettings(rules, config, dirname(schemaFile));
  return { files, loaded: { ...known, rules, settings, schemaFile, bindings: new Set(bindings) } };
}

function ask(schemaFile: string, timeLimit: number): LoadAnswer | string {
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(
    // A file of its own in the build as well, beside this one.
    new URL(`./load-in-worker${extname(import.meta.url)}`, import.meta.url),
    { workerData: { schemaFile, port: port2, done } satisfies LoadRequest, transferList: [port2] },
  );
  const ended = Atomics.wait(done, 0, 0, timeLimit);
  const answer = receiveMessageOnPort(port1)?.message;
  port1.close();
  void worker.terminate();
  if (answer !== undefined) return JSON.parse(answer);
  return ended === "timed-out"
    ? `the schema file has not finished after ${timeLimit / 1000} s`
    : "the schema file exited before it exported a schema";
}
