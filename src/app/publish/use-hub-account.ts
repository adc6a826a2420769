import { useCallback, useState } from "react";
import type { Failure, Outcome } from "../../contract/outcome.ts";
import type { HubWay, SignedIn } from "../../contract/publishing.ts";
import type { Arrival } from "./arrival.ts";
import type { PublishPageWorld } from "./publish-world.ts";

/** Who is signed in, and for what: a pasted token may do what its owner gave it. */
export interface HubAccount extends SignedIn {
  readonly rights: HubWay | "any";
}

export interface HubSignIn {
  readonly account: HubAccount | undefined;
  readonly failure: Failure | undefined;
  readonly isBusy: boolean;
  /** The Hub knows this site under no id. */
  readonly needsToken: boolean;
  /** Where the Hub that is published to makes tokens: one of another Hub must not be pasted here. */
  readonly tokenPage: string;
  /** Leads to the Hub's sign-in. */
  begin(way: HubWay): Promise<void>;
  finish(signIn: NonNullable<Arrival["signIn"]>): Promise<void>;
  signInWith(token: string): Promise<void>;
  signOut(): void;
}

/** The way to an account of the Hub. The token stays in the publisher's thread. */
export function useHubAccount(world: PublishPageWorld): HubSignIn {
  const { publisher, hubUrl, redirectUrl, spaceClient, keepSignIn, leave } = world;
  const [account, setAccount] = useState<HubAccount>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);
  const [needsToken, setNeedsToken] = useState(false);
  const take = useCallback(async (signing: Promise<Outcome<SignedIn>>, rights: HubAccount["rights"]) => {
    setBusy(true);
    setFailure(undefined);
    const who = await signing;
    setBusy(false);
    if (!who.ok) return setFailure(who.failure);
    setAccount({ ...who.value, rights });
    setNeedsToken(false);
  }, []);
  const finish = useCallback<HubSignIn["finish"]>(
    ({ redirectedUrl, note: { way, ...begun } }) => take(publisher.finishSignIn(redirectedUrl, begun), way),
    [publisher, take],
  );
  return {
    account,
    failure,
    isBusy,
    needsToken,
    tokenPage: `${hubUrl}/settings/tokens/new?tokenType=write`,
    finish,
    async begin(way) {
      setBusy(true);
      setFailure(undefined);
      setNeedsToken(false);
      const begun = await publisher.beginSignIn(way, redirectUrl, spaceClient);
      setBusy(false);
      if (!begun.ok) return setFailure(begun.failure);
      if (begun.value === undefined) return setNeedsToken(true);
      const { url, ...rest } = begun.value;
      keepSignIn({ ...rest, way });
      leave(url);
    },
    signInWith: (token) => take(publisher.signInWithToken(token), "any"),
    signOut() {
      void publisher.signOut();
      setAccount(undefined);
      setNeedsToken(false);
    },
  };
}
