import { useEffect, useRef, useState } from "react";
import { hubAccount } from "../bridge/hub-account.ts";
import { hubUrl } from "../bridge/hub-url.ts";
import { spaceClient } from "../bridge/space-client.ts";
import { type Failure, toOutcome } from "../contract/outcome.ts";
import { findClient } from "../publish/hub/sign-in.ts";
import { bringToken } from "./bring-token.ts";

/** What is asked for of models that are not for everyone: those that one was let in to, those of one's own, or both where none was refused yet. */
export type ReadRight = "gated" | "private" | "any";

/** As few rights as each takes. */
const SCOPES: Readonly<Record<ReadRight, string>> = {
  gated: "openid profile gated-repos",
  private: "openid profile read-repos",
  any: "openid profile gated-repos read-repos",
};

export interface HubSignIn {
  /** Whether the Hub knows this site, so that it can be asked. */
  readonly isKnown: boolean;
  /** Address of the Hub's sign-in while another tab shows it. */
  readonly place: string | undefined;
  readonly failure: Failure | undefined;
  /** To be called by a press: it opens a tab. */
  begin(): Promise<void>;
}

/**
 * Signing in at the Hub, in a tab of its own: this page stays as it is and has the verifier and the token in its memory. The Hub leads that
 * tab to the page that publishes, which hands the code over.
 */
export function useHubSignIn(right: ReadRight, onSignedIn: () => void): HubSignIn {
  const [clientId, setClient] = useState<string>();
  const [place, setPlace] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const ending = useRef(new AbortController());
  useEffect(() => {
    let isShown = true;
    void findOwnClient().then((id) => isShown && setClient(id));
    return () => {
      isShown = false;
      ending.current.abort();
    };
  }, []);
  return {
    isKnown: clientId !== undefined,
    place,
    failure,
    async begin() {
      if (clientId === undefined) return;
      ending.current.abort();
      ending.current = new AbortController();
      const { signal } = ending.current;
      setFailure(undefined);
      // Within the press: browsers open no tab later.
      const tab = window.open("", "_blank");
      // The Hub needs no hold on this page.
      if (tab !== null) tab.opener = null;
      const client = { clientId, redirectUrl: redirectUrl() };
      const asking = { hubUrl: hubUrl(), client, scopes: SCOPES[right], tab, onPlace: setPlace, signal };
      const token = await toOutcome(() => bringToken(asking));
      const outcome = token.ok ? await hubAccount.signIn(token.value) : token;
      // Once somebody is signed in, this part of the page is gone.
      if (outcome.ok) return onSignedIn();
      if (signal.aborted) return;
      setPlace(undefined);
      setFailure(outcome.failure);
    },
  };
}

function siteBase(): string {
  return new URL("./", location.href).href;
}

/** The page that takes a code out of its address before anything else. */
function redirectUrl(): string {
  return `${siteBase()}publish.html`;
}

function findOwnClient(): Promise<string | undefined> {
  const world = {
    fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked),
    siteBase: siteBase(),
    hubUrl: hubUrl(),
  };
  return findClient(world, redirectUrl(), spaceClient());
}
