import { useState } from "react";
import type { HubWay } from "../../contract/publishing.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import { TextField } from "./text-field.tsx";
import type { HubSignIn } from "./use-hub-account.ts";

interface HubSignInPanelProps {
  readonly signIn: HubSignIn;
  readonly way: HubWay;
}

/** Who is signed in, or how to be. */
export function HubSignInPanel({ signIn, way }: HubSignInPanelProps) {
  const { hub } = usePublishWords();
  const { account, failure, isBusy, needsToken } = signIn;
  const [wantsToken, setWantsToken] = useState(false);
  const isRight = account !== undefined && (account.rights === "any" || account.rights === way);
  return (
    <div className="grid gap-3">
      {account !== undefined && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <p role="status" className="grow">
            {hub.signedIn(account.name)}
          </p>
          <button type="button" className="button-quiet -me-2.5" onClick={signIn.signOut}>
            {hub.signOut}
          </button>
        </div>
      )}
      {account !== undefined && !isRight && <p className="text-sm text-warn">{hub.otherRights}</p>}
      {!isRight && (
        <div className="grid gap-1">
          <button
            type="button"
            className={account === undefined ? "button-primary w-fit" : "button w-fit"}
            disabled={isBusy}
            onClick={() => void signIn.begin(way)}
          >
            {hub.signIn}
          </button>
          <p className="text-xs text-muted">{hub.signInAbout}</p>
        </div>
      )}
      <FailureAlert failure={failure} />
      {!isRight && needsToken && <p className="text-sm">{hub.noClient}</p>}
      {!isRight && !needsToken && !wantsToken && (
        <button type="button" className="button-quiet -ms-2.5 w-fit" onClick={() => setWantsToken(true)}>
          {hub.pasteToken}
        </button>
      )}
      {!isRight && (needsToken || wantsToken) && <TokenForm signIn={signIn} />}
    </div>
  );
}

/** A token is in the field until it is used, and nowhere else on the page. */
function TokenForm({ signIn }: { readonly signIn: HubSignIn }) {
  const { hub } = usePublishWords();
  const [token, setToken] = useState("");
  const take = async () => {
    setToken("");
    await signIn.signInWith(token);
  };
  return (
    <div className="grid gap-2">
      <TextField label={hub.token} hint={hub.tokenHint} type="password" isCode value={token} onChange={setToken} />
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="button"
          disabled={token.trim() === "" || signIn.isBusy}
          onClick={() => void take()}
        >
          {hub.useToken}
        </button>
        <a href={signIn.tokenPage} target="_blank" rel="noreferrer noopener" className="text-sm text-accent underline">
          {hub.tokenPage}
        </a>
      </div>
    </div>
  );
}
