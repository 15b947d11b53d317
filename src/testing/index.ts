/** What tests of a Worker with Keyloom need. For Node; never bundled into a Worker. */
export {
  type LocalCloudflare,
  type LocalCloudflareOptions,
  startLocalCloudflare,
} from "../cloudflare/local/index.ts";
