import { waitFor } from "../../publish/publish-world.ts";
import { cancelled } from "../../store/fetch-checked.ts";
import type { DownloadWorld } from "../../store/download-world.ts";
import type { LookUpWorld } from "../../store/listing.ts";
import { type Environment, readHub } from "../publish/tokens.ts";

/** While the network is away, a download is tried again after so long. */
const ASK_AGAIN_MS = 2000;

/** What looking up and downloading on the Hub need of the world. */
export interface HubWorld extends LookUpWorld, DownloadWorld {
  readonly hasToken: boolean;
}

/** The Hub that the environment names. Its token, where there is one, opens private repositories, and goes to no other host. */
export async function openHub(env: Environment): Promise<HubWorld> {
  const { host, token } = await readHub(env);
  const sleep = (ms: number, signal: AbortSignal) =>
    waitFor(ms, signal).catch(() => {
      throw cancelled();
    });
  return {
    hubUrl: host,
    hasToken: token !== "",
    siteBase: `${host}/`,
    fetch(input, init) {
      const headers = new Headers(init?.headers);
      // A redirect to another host goes without it: fetch sees to that.
      if (token !== "" && `${input}`.startsWith(`${host}/`)) headers.set("Authorization", `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    },
    isOnline: () => true,
    whenOnline: (signal) => sleep(ASK_AGAIN_MS, signal),
    sleep,
  };
}
