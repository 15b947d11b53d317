import { loadLater } from "../start-up/later-modules.ts";

/**
 * Imports modules that import Pulumi's package, without those parts that Keyloom's own program does not use:
 * what turns functions into text, including TypeScript's compiler, and the Automation API.
 */
export async function importPulumi<Module>(load: () => Promise<Module>): Promise<Module> {
  const later = loadLater();
  try {
    return await load();
  } finally {
    later.letGo();
  }
}
