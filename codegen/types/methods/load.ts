import type { CacheModel } from "../../../schema/model.ts";
import { durationText } from "../../text/duration.ts";
import { type MethodWriter, optionsParameter } from "./method-writer.ts";

/** Writes the method that loads missing values. */
export function writeLoad(methods: MethodWriter, { stale, negative }: CacheModel): void {
  const { made, scope, types } = methods;
  const none = negative === undefined ? "" : " | null";
  const kept =
    negative === undefined
      ? ""
      : ` A \`null\` from the loader means that there is none, and is kept for ${durationText(negative)}.`;
  const served =
    stale === undefined
      ? ""
      : ` A value is served up to ${durationText(stale)} past its TTL, while a new one is loaded or if loading fails.`;
  const members = () => [
    `cacheTtl?: number | ${scope.useType("Duration")}`,
    `context?: ${scope.useType("LoadContext")}`,
    ...methods.ttlMemberOfLoad(),
  ];
  methods.method(
    `Reads a value, or loads and keeps it.${kept}${served}`,
    methods.named("getOrLoad", "function"),
    () => [`load: () => ${made}${none} | Promise<${made}${none}>`, ...optionsParameter(members())],
    `Promise<${types.value}${none}>`,
  );
}
