import * as v from "valibot";
import { type Outcome, reasonOf, refuse, toOutcome } from "../contract/outcome.ts";
import { readToken, setToken } from "./hub-token.ts";
import { hubUrl } from "./hub-url.ts";

/** What a header can hold; anything else is no token, and some browsers would repeat it in their error. */
const TOKEN = /^[\x21-\x7e]{1,512}$/;
const owner = v.object({ name: v.string() });

/** Who has signed in to the Hub on this page, for as long as it is open. */
let account: string | undefined;
const listeners = new Set<() => void>();

export const hubAccount = {
  /** The name of who is signed in. */
  name: () => account,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Signs in by a token that may read: the Hub is asked whose it is, and no other host sees it. */
  signIn: (pasted: string, fetcher: typeof fetch = fetch): Promise<Outcome<string>> =>
    toOutcome(async () => {
      const name = await findOwner(pasted.trim(), fetcher);
      setToken(pasted.trim());
      tell(name);
      return name;
    }),
  signOut,
  /**
   * Asks the Hub whose the token is, as it has refused something: with one that it no longer knows it answers nothing at all, not even
   * what is public. Such a token is forgotten.
   */
  async dropIfRefused(fetcher: typeof fetch = fetch): Promise<boolean> {
    const token = readToken();
    if (token === "") return false;
    const owner = await toOutcome(() => findOwner(token, fetcher));
    // Another one may have come meanwhile.
    if (owner.ok || owner.failure.code !== "unauthorized" || readToken() !== token) return false;
    signOut();
    return true;
  },
};

function signOut(): void {
  setToken("");
  tell(undefined);
}

function tell(name: string | undefined): void {
  account = name;
  for (const listener of listeners) listener();
}

/** @throws Refusal `unauthorized`, `network`, `server_error`; none repeats the token */
async function findOwner(token: string, fetcher: typeof fetch): Promise<string> {
  const { host } = new URL(hubUrl());
  if (!TOKEN.test(token)) throw refuse("unauthorized", "token_unknown", { host });
  const url = `${hubUrl()}/api/whoami-v2`;
  const answer = await fetcher(url, {
    headers: { Authorization: `Bearer ${token}` },
    cache: "no-store",
    referrerPolicy: "no-referrer",
  }).catch((error: unknown) => {
    throw refuse("network", "unreadable", { url, reason: reasonOf(error) });
  });
  if (answer.status === 401 || answer.status === 403) throw refuse("unauthorized", "token_unknown", { host });
  const found = v.safeParse(owner, answer.ok ? await answer.json().catch(() => undefined) : undefined);
  if (!found.success) throw refuse("server_error", "status", { url, status: `${answer.status}` });
  return found.output.name;
}
