import * as v from "valibot";
import { nonceIn, signInNews, type SignInTaken } from "./sign-in-news.ts";

type Channel = Pick<BroadcastChannel, "postMessage" | "addEventListener">;

/**
 * Waits for the tab that the Hub leads back from the sign-in of this nonce, and answers it. What other tabs asked for is theirs.
 * @param signal ends it; the promise then never settles
 * @returns the address to which the Hub led back, with its code
 */
export function takeCode(channel: Channel, nonce: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<unknown>) => {
      const news = v.safeParse(signInNews, data);
      if (!news.success || nonceIn(news.output.redirectedUrl) !== nonce) return;
      channel.postMessage({ taken: nonce } satisfies SignInTaken);
      resolve(news.output.redirectedUrl);
    };
    channel.addEventListener("message", hear, { signal });
  });
}
