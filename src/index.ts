export * from "../schema/index.ts";
export { defineConfig, type KeyloomConfig, type LintConfig } from "./lint/config/define.ts";
