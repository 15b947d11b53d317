import type { Context } from "hono";
import { ApiError } from "../envelope.ts";
import type { ScriptMetadata, ScriptModule, Upload } from "../script.ts";

/**
 * Reads a form whose part `metadata` describes the other parts, the modules.
 *
 * @throws ApiError 10012 if the body is not such a form.
 */
export async function readScriptForm(context: Context): Promise<Upload> {
  if (!context.req.header("content-type")?.startsWith("multipart/form-data")) {
    throw new ApiError(400, "badRequest", "the request's body is not a form of modules");
  }
  const form = await context.req.formData();
  const metadata = await parsed(form.get("metadata"));
  const parts = [...form].filter(([name]) => name !== "metadata");
  return { metadata, modules: await Promise.all(parts.map(moduleOf)) };
}

async function parsed(part: File | string | null): Promise<ScriptMetadata> {
  try {
    return JSON.parse(await new Response(part).text());
  } catch {
    throw new ApiError(400, "badRequest", "the part `metadata` is not JSON");
  }
}

async function moduleOf([name, part]: [string, File | string]): Promise<ScriptModule> {
  const content = new Uint8Array(await new Response(part).arrayBuffer());
  return { name, contentType: typeof part === "string" ? "" : part.type, content };
}

/** The form of modules that answers a request for a Worker's content. */
export function writeScriptForm(modules: readonly ScriptModule[]): FormData {
  const form = new FormData();
  for (const { name, contentType, content } of modules) {
    form.append(name, new File([content], name, { type: contentType }));
  }
  return form;
}
