import type { Node } from "oxc-parser";
import { type Carried, changed } from "./carried.ts";
import type { Run } from "./run.ts";

/** Makes the names of a pattern carry what a value carries: each part of a value carries what the whole does. */
export function bind(pattern: Node, value: Carried, run: Run): void {
  switch (pattern.type) {
    case "Identifier": {
      const variable = run.file.scopes.of(pattern);
      if (variable !== undefined) run.environment.set(variable, value);
      break;
    }
    case "ObjectPattern": {
      const isPart = pattern.properties.length > 1;
      for (const property of pattern.properties) {
        if (property.type === "Property") bind(property.value, value, run);
        // All but some properties.
        else bind(property.argument, changed(value, isPart ? "changed" : "same"), run);
      }
      break;
    }
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) bind(element, value, run);
      break;
    case "AssignmentPattern":
      bind(pattern.left, value, run);
      break;
    case "RestElement":
      bind(pattern.argument, value, run);
      break;
    case "TSParameterProperty":
      bind(pattern.parameter, value, run);
      break;
  }
}
