import * as v from "valibot";
import { nonceIn, type SignInNews, signInTaken } from "../sign-in-news.ts";

type Channel = Pick<BroadcastChannel, "postMessage" | "addEventListener" | "removeEventListener">;

/**
 * Tells the page that asked for a sign-in that the Hub has led back here. Only that one has the verifier, without which the code in the
 * address is worth nothing.
 * @param ended settles when it was waited for long enough
 * @returns whether a page has taken it
 */
export async function handOver(redirectedUrl: string, channel: Channel, ended: Promise<void>): Promise<boolean> {
  const nonce = nonceIn(redirectedUrl);
  let hear: (event: MessageEvent<unknown>) => void = () => undefined;
  const taken = new Promise<true>((resolve) => {
    hear = ({ data }) => {
      const answer = v.safeParse(signInTaken, data);
      if (answer.success && answer.output.taken === nonce) resolve(true);
    };
  });
  channel.addEventListener("message", hear);
  channel.postMessage({ redirectedUrl } satisfies SignInNews);
  const isTaken = await Promise.race([taken, ended.then(() => false)]);
  channel.removeEventListener("message", hear);
  return isTaken;
}
