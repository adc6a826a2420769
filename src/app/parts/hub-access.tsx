import { type FormEvent, useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { dropsToken } from "../../bridge/drops-token.ts";
import { hubAccount } from "../../bridge/hub-account.ts";
import { isInFrame } from "../../bridge/in-frame.ts";
import { hubUrl } from "../../bridge/hub-url.ts";
import type { Failure } from "../../contract/outcome.ts";
import { TextField } from "../publish/text-field.tsx";
import { type ReadRight, useHubSignIn } from "../use-hub-sign-in.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureAlert } from "./failure-alert.tsx";

interface HubAccessProps {
  /** What the Hub has refused, where something was. */
  readonly of?: Failure;
  readonly onSignedIn?: () => void;
}

const LINK = "text-accent underline";

/** Who is signed in to the Hub on this page, or how to be: for models that are not for everyone. */
export default function HubAccess({ of, onSignedIn = () => undefined }: HubAccessProps) {
  const { hubAccess } = useLateWords();
  const name = useSyncExternalStore(hubAccount.subscribe, hubAccount.name);
  const place = pageOf(of);
  return (
    <div className="grid basis-full gap-2 text-sm text-ink">
      {name === undefined ? <SignIn right={rightFor(of)} onSignedIn={onSignedIn} /> : <SignedIn name={name} />}
      {of?.detail === "status_401" && <TokenCheck onDropped={onSignedIn} />}
      {place !== undefined && (
        <p className="text-xs text-muted">
          {hubAccess.conditions}{" "}
          <a href={place} target="_blank" rel="noreferrer noopener" className={LINK}>
            {hubAccess.page}
          </a>
        </p>
      )}
    </div>
  );
}

function SignedIn({ name }: { readonly name: string }) {
  const { hubAccess } = useLateWords();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status">{hubAccess.signedIn(name)}</p>
      <button type="button" className="button" onClick={hubAccount.signOut}>
        {hubAccess.signOut}
      </button>
      <p className="basis-full text-xs text-muted">{hubAccess.filesStay}</p>
    </div>
  );
}

/** Who was signed in when something was refused has a token that has ended, perhaps: the Hub is asked, and the model looked up without it. */
function TokenCheck({ onDropped }: { readonly onDropped: () => void }) {
  const { hubAccess } = useLateWords();
  const { send } = useSession().store;
  const onEnded = useEffectEvent(() => {
    send({ type: "notice", text: hubAccess.ended });
    onDropped();
  });
  useEffect(() => {
    void hubAccount.dropIfRefused().then((isDropped) => isDropped && onEnded());
  }, []);
  return null;
}

interface SignInProps {
  readonly right: ReadRight;
  readonly onSignedIn: () => void;
}

/** A page around this one might cover what is asked here. */
function SignIn({ right, onSignedIn }: SignInProps) {
  const { hubAccess } = useLateWords();
  if (isInFrame()) return <Framed />;
  if (!dropsToken()) return <p>{hubAccess.tooOld}</p>;
  return (
    <div className="grid gap-3">
      <HubTab right={right} onSignedIn={onSignedIn} />
      <TokenForm onSignedIn={onSignedIn} />
    </div>
  );
}

/** The Hub's own sign-in, where it knows this site. */
function HubTab({ right, onSignedIn }: SignInProps) {
  const { hubAccess } = useLateWords();
  const { isKnown, place, failure, begin } = useHubSignIn(right, onSignedIn);
  if (!isKnown) return null;
  return (
    <div className="grid gap-2">
      <p className="text-xs text-muted">{hubAccess.tabAbout}</p>
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="button-primary" onClick={() => void begin()}>
          {hubAccess.signInAt(new URL(hubUrl()).host)}
        </button>
        {place !== undefined && (
          <p role="status">
            {hubAccess.goOn}{" "}
            <a href={place} target="_blank" rel="noreferrer noopener" className={LINK}>
              {hubAccess.noTab}
            </a>
          </p>
        )}
      </div>
      <FailureAlert failure={failure} />
    </div>
  );
}

/** A token is in the field until it is used, and nowhere else on the page. */
function TokenForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { hubAccess } = useLateWords();
  const [token, setToken] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    setToken("");
    const outcome = await hubAccount.signIn(token);
    setBusy(false);
    if (outcome.ok) onSignedIn();
    else setFailure(outcome.failure);
  };
  return (
    <form className="grid gap-2" onSubmit={(event) => void submit(event)}>
      <p className="text-xs text-muted">{hubAccess.about(new URL(hubUrl()).host)}</p>
      <TextField label={hubAccess.token} type="password" isCode value={token} onChange={setToken} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" className="button" disabled={token.trim() === "" || isBusy}>
          {hubAccess.signIn}
        </button>
        <a
          href={`${hubUrl()}/settings/tokens/new?tokenType=read`}
          target="_blank"
          rel="noreferrer noopener"
          className={LINK}
        >
          {hubAccess.tokenPage}
        </a>
      </div>
      <FailureAlert failure={failure} />
    </form>
  );
}

function Framed() {
  const { hubAccess } = useLateWords();
  return (
    <p>
      {hubAccess.framed}{" "}
      <a href={location.href} target="_blank" rel="noopener" className={LINK}>
        {hubAccess.openInTab}
      </a>
    </p>
  );
}

/** Of a gated repository all but its files is for everyone to see. */
function rightFor(failure: Failure | undefined): ReadRight {
  if (failure === undefined) return "any";
  const url = failure?.parameters["url"];
  return typeof url === "string" && url.includes("/resolve/") ? "gated" : "private";
}

const REPO =
  /^(?:api\/models\/(?=.*\/(?:revision|tree)\/)|(?=.*\/resolve\/))([^/]+(?:\/[^/]+)?)\/(?:revision|tree|resolve)\//;

/** The page of the repository that was refused, by the address that the failure names. */
function pageOf(failure: Failure | undefined): string | undefined {
  const url = new Map(Object.entries(failure?.parameters ?? {})).get("url");
  const hub = `${hubUrl()}/`;
  if (typeof url !== "string" || !url.startsWith(hub)) return undefined;
  // The oldest models have no owner in their name.
  const [, repo] = REPO.exec(url.slice(hub.length)) ?? [];
  return repo === undefined ? undefined : hub + repo;
}
