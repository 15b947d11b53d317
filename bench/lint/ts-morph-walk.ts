/** Finds the calls of KV in a folder with ts-morph, by the types of their objects, and prints how many there are. */
import { Node, Project } from "ts-morph";

const METHODS = new Set(["get", "getWithMetadata", "put", "list", "delete"]);

const project = new Project({ tsConfigFilePath: "tsconfig.json" });
let calls = 0;
for (const file of project.getSourceFiles()) {
  if (file.getBaseName() === "kv.gen.ts") continue;
  file.forEachDescendant((node) => {
    if (!Node.isCallExpression(node)) return;
    const callee = node.getExpression();
    if (!Node.isPropertyAccessExpression(callee) || !METHODS.has(callee.getName())) return;
    if (callee.getExpression().getType().getSymbol()?.getName() === "KVNamespace") calls++;
  });
}
console.log(`${calls} calls in ${project.getSourceFiles().length} files`);
