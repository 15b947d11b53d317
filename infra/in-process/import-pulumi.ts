import { loadLater } from "../later-modules.ts";

/**
 * Imports modules that import Pulumi's package, without the parts of it that no program of Keyloom's own
 * uses: what is for functions as text, TypeScript's compiler among it, and the automation API.
 */
export async function importPulumi<Module>(load: () => Promise<Module>): Promise<Module> {
  const later = loadLater();
  try {
    return await load();
  } finally {
    later.letGo();
  }
}
