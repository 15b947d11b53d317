import packageJson from "../package.json" with { type: "json" };

/**
 * A module of Node's, in the build. The CLI has looked at Node's version before it comes to this; what
 * else loads the build, such as ESLint and Pulumi, learns here of a Node without it.
 */
export const builtin = process.getBuiltinModule ?? tooOld;

function tooOld(): never {
  throw new Error(
    `keyloom runs on Node ${packageJson.engines.node}, and this is ${process.version}`,
  );
}
