import { loadLater } from "../later-modules.ts";

/**
 * Imports modules that import Pulumi's package, without the parts of it that no program of Keyloom's own
 * uses: TypeScript's compiler and npm's installer.
 */
export async function importPulumi<Module>(load: () => Promise<Module>): Promise<Module> {
  const later = loadLater();
  try {
    return await load();
  } finally {
    later.letGo();
  }
}
