import { SIGN_IN_CHANNEL } from "../contract/on-device-signed-in.ts";
import { beginSignIn, finishSignIn, type SignInClient } from "../publish/hub/sign-in.ts";
import { takeCode } from "./take-code.ts";

interface Asking {
  readonly hubUrl: string;
  readonly client: SignInClient;
  /** As the Hub names them, with spaces between. */
  readonly scopes: string;
  /** Where the Hub is shown; `null` where the browser opens none. */
  readonly tab: { readonly location: Pick<Location, "href">; close(): void } | null;
  /** Hears the address of the Hub's sign-in. */
  readonly onPlace: (address: string) => void;
  /** Ends it; the promise then never settles. */
  readonly signal: AbortSignal;
}

/**
 * Signs in at the Hub in another tab, and waits for it. The verifier is a variable of this function, and nowhere else.
 * @returns the token @throws Refusal `not_published`
 */
export async function bringToken({ hubUrl, client, scopes, tab, onPlace, signal }: Asking): Promise<string> {
  const { url, ...begun } = await beginSignIn({ hubUrl }, client, scopes).catch((error: unknown) => {
    tab?.close();
    throw error;
  });
  if (signal.aborted) {
    tab?.close();
    return new Promise(() => undefined);
  }
  const channel = new BroadcastChannel(SIGN_IN_CHANNEL);
  signal.addEventListener("abort", () => channel.close());
  const coming = takeCode(channel, begun.nonce, signal);
  onPlace(url);
  if (tab !== null) tab.location.href = url;
  const redirectedUrl = await coming;
  channel.close();
  return finishSignIn({ hubUrl }, redirectedUrl, begun);
}
