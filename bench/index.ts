/** `npm run bench`: what Keyloom costs, beside what it stands in for. Both sides run here and now. */
import { bundleSizes } from "./bundle-size.ts";

console.log("What a Worker bundles (esbuild, minified)\n");
console.table(await bundleSizes());
