import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const installed = PATHS.find((path) => existsSync(path));
const isNeeded = process.env["KEYLOOM_REQUIRE_BROWSER"] !== undefined;

/** Tests in a browser, which are skipped without one, except where one is required, as in CI. */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const why = installed === undefined ? " (skipped: no Chromium is installed)" : "";
  describe.skipIf(installed === undefined && !isNeeded)(`${name} in a browser${why}`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: installed ?? PATHS[0] ?? "",
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      });
    });
    afterAll(() => browser?.close());
    tests(() => browser);
  });
}
