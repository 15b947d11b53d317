import * as nodeModule from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { type MessagePort, workerData } from "node:worker_threads";
import { CannotRunError } from "../../../schema/cannot-run.ts";
import { compileFile } from "../../../schema/compile-file.ts";
import type { Model } from "../../../schema/model.ts";
import { quietLoaderWarnings } from "../../../schema/modules/loader-warnings.ts";
import type { Place, Problem } from "../../../schema/problem.ts";
import { allRules } from "../all-rules.ts";
import { checkWrangler } from "../check-wrangler.ts";
import type { LintConfig } from "../config/define.ts";
import { loadConfig } from "../config/load.ts";
import { LintSettings } from "../config/settings.ts";
import { bindingsOf, schemaProblems } from "../run-rules.ts";

/** What the worker is given. */
export interface LoadRequest {
  /** Absolute path of the schema file. */
  readonly schemaFile: string;
  /** Where the answer goes, as JSON. */
  readonly port: MessagePort;
  /** Its only element becomes 1 once the answer is there, or can never come. */
  readonly done: Int32Array;
}

/** A project as plain data, which can leave the worker thread. */
interface LoadedProject {
  /** If the schema has problems, only the part that is certain. */
  readonly model: Model;
  readonly config: LintConfig;
  readonly bindings: readonly string[];
  /** What is wrong with the schema. */
  readonly problems: readonly Problem[];
  /** What the rules on the schema find in it, with their own severities. */
  readonly findings: readonly Problem[];
}

/** Why there is no project: the schema could not be run. */
export interface Unloadable {
  readonly message: string;
  readonly help: string;
  readonly place?: Place;
}

/** The answer, with the files that it comes from, except those of packages. */
export interface LoadAnswer {
  readonly files: readonly string[];
  readonly project: LoadedProject | Unloadable;
}

const REPORT_IT = "This is a bug in Keyloom: please report it.";

const { schemaFile, port, done }: LoadRequest = workerData;
const files = new Set([schemaFile]);
// A Node without it is too old for the schema, which is reported when the schema is loaded.
nodeModule.registerHooks?.({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (found.url.startsWith("file:") && !found.url.includes("/node_modules/")) {
      files.add(fileURLToPath(found.url));
    }
    return found;
  },
});
quietLoaderWarnings();
// A schema that later exits the process ends this thread, and whoever waits for it must be told.
process.once("exit", release);
// Not awaited here: if a schema waits forever, Node would warn about this file.
void load().catch(unloadable).then(answer);

async function load(): Promise<LoadedProject | Unloadable> {
  const { sound: model, problems, place } = await compileFile(schemaFile);
  const rules = await allRules();
  const config = await loadConfig(schemaFile, rules);
  const settings = new LintSettings(rules, config, dirname(schemaFile));
  const wrangler = checkWrangler([], settings, { schemaFile, model });
  const bindings = [...bindingsOf(model, wrangler)];
  const findings = [...schemaProblems(rules, settings, { schemaFile, model, place })];
  return { model, config, bindings, problems, findings };
}

function unloadable(error: unknown): Unloadable {
  if (!(error instanceof CannotRunError)) return { message: inspect(error), help: REPORT_IT };
  const { message, help, place } = error;
  return { message, help, ...(place && { place }) };
}

function answer(project: LoadedProject | Unloadable): void {
  port.postMessage(JSON.stringify({ files: [...files], project } satisfies LoadAnswer));
  release();
}

function release(): void {
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}
