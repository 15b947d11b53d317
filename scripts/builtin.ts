import packageJson from "../package.json" with { type: "json" };

/**
 * A Node module, in the build. The CLI has checked Node's version before it gets here. Anything else that
 * loads the build, such as ESLint and Pulumi, learns here that its Node is too old.
 */
export const builtin = process.getBuiltinModule ?? tooOld;

function tooOld(): never {
  throw new Error(
    `keyloom runs on Node ${packageJson.engines.node}, and this is ${process.version}`,
  );
}
