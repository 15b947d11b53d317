import type { ArtifactLocation, Fix, Location, Log, ReportingDescriptor, Result } from "sarif";
import packageJson from "../../package.json" with { type: "json" };
import type { Problem } from "../../schema/problem.ts";
import { displayPath } from "./display-path.ts";
import { docsUrl } from "./docs-url.ts";
import { fingerprints } from "./fingerprints.ts";
import type { FormatOptions } from "./format.ts";
import { sortProblems } from "./sort-problems.ts";

/** Problems as a SARIF 2.1.0 log with one run, as code scanning services read it. */
export function formatSarif(problems: readonly Problem[], options: FormatOptions): string {
  const sorted = sortProblems(problems);
  const names = fingerprints(sorted, options.root);
  const rules = [...new Set(sorted.map(({ rule }) => rule))].sort();
  const results = sorted.map((problem, index): Result => {
    const { rule, severity, message, help } = problem;
    const fixes = fixesOf(problem, options.root);
    return {
      ruleId: rule,
      ruleIndex: rules.indexOf(rule),
      level: severity,
      message: { text: `${message}.\n${help}` },
      locations: [locationOf(problem, options.root)],
      partialFingerprints: { "keyloom/v1": names[index] ?? "" },
      ...(fixes.length > 0 && { fixes }),
    };
  });
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "keyloom",
            version: packageJson.version,
            informationUri: packageJson.homepage,
            rules: rules.map((rule) => descriptorOf(rule, options)),
          },
        },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function descriptorOf(rule: string, { docsOf }: FormatOptions): ReportingDescriptor {
  const docs = docsOf?.(rule);
  return {
    id: rule,
    helpUri: docsUrl(rule),
    ...(docs && {
      shortDescription: { text: withoutMarks(docs.what) },
      fullDescription: { text: withoutMarks(docs.why) },
    }),
  };
}

/** Removes code marks, which plain text does not have. */
function withoutMarks(text: string): string {
  return text.replaceAll("`", "");
}

/** What `--fix` would change. */
function fixesOf({ file, help, fix }: Problem, root: string): Fix[] {
  if (fix === undefined) return [];
  const replacements = fix.map(({ start, end, text }) => ({
    deletedRegion: { charOffset: start, charLength: end - start },
    insertedContent: { text },
  }));
  const artifactLocation = artifactOf(file, root);
  return [{ description: { text: help }, artifactChanges: [{ artifactLocation, replacements }] }];
}

function artifactOf(file: string, root: string): ArtifactLocation {
  // A name may contain characters with a meaning in a URI: `#`, `?`, spaces.
  const uri = displayPath(file, root).split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}

function locationOf({ file, line, column, endLine, endColumn }: Problem, root: string): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file, root),
      region: {
        startLine: line,
        startColumn: column,
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
      },
    },
  };
}
