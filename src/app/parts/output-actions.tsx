import { isUnderWay } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { CopyButton } from "./copy-button.tsx";
import { AgainIcon, OnIcon } from "./icons.tsx";
import { ShareButton } from "./share-button.tsx";

/** What can be done with the sentence. The buttons stay while another one is written: the focus is on one of them. */
export function OutputActions() {
  return (
    <div className="actions mt-4 flex flex-wrap items-center gap-2">
      <AgainButton />
      <VerifyButton />
      <ShareButton />
      <ContinueButton />
      <CopyButton />
    </div>
  );
}

/** Writes the last step that is to be seen once more: the answer, its continuation, or what a link brought. */
function AgainButton() {
  const words = useWords();
  const session = useSession();
  const hasText = usePage(({ run, shared }) => run !== undefined || shared !== undefined);
  const isFirst = usePage(({ run }) => run === undefined);
  const isBusy = usePage(({ run }) => isUnderWay(run));
  const hasFailed = usePage(({ run }) => run?.phase === "failed");
  if (!hasText) return null;
  return (
    <button
      type="button"
      className={isFirst ? "button-primary" : "button"}
      aria-disabled={isBusy}
      onClick={session.tryAgain}
    >
      <span className="max-sm:hidden">
        <AgainIcon />
      </span>
      {hasFailed ? words.tryAgain : isFirst ? words.writeAnother : words.another}
    </button>
  );
}

function VerifyButton() {
  const words = useWords();
  const session = useSession();
  const isBrought = usePage(({ run, shared }) => run === undefined && shared !== undefined);
  const isEarlier = usePage(({ shared }) => shared?.earlierWith !== undefined);
  if (!isBrought) return null;
  return (
    <button type="button" className="button" onClick={session.verify}>
      {isEarlier ? words.earlier.again : words.shared.verify}
    </button>
  );
}

function ContinueButton() {
  const words = useWords();
  const session = useSession();
  const isOne = usePage(({ run }) => run?.samples.length === 1 && run.phase !== "failed");
  const isBusy = usePage(({ run }) => isUnderWay(run));
  if (!isOne) return null;
  return (
    <button type="button" className="button" aria-disabled={isBusy} onClick={() => session.continueFrom(0)}>
      <span className="max-sm:hidden">
        <OnIcon />
      </span>
      {words.continueText}
    </button>
  );
}
