import { lazy } from "react";
import type { Failure } from "../../contract/outcome.ts";
import { attemptOf, readyModel, standingModel } from "../state/models-state.ts";
import type { PageState } from "../state/page.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { FailureText } from "./failure-text.tsx";
import { Late } from "./late.tsx";
import { Warning } from "./notice.tsx";
import { OwnModelButton } from "./own-model-button.tsx";
import { StayButton } from "./stay-button.tsx";

const ConsentCard = lazy(() => import("./consent-card.tsx"));
const HubAccess = lazy(() => import("./hub-access.tsx"));
const LocalModelCard = lazy(() => import("./local-model-card.tsx"));

/** What the model's way to this device asks or says: a question, or what went wrong. */
export function LoadCard() {
  const kind = usePage((state) => attemptOf(state).load.kind);
  const isLocal = usePage(selectLocal);
  if (kind === "asking") {
    return (
      <Late>
        <ConsentCard />
      </Late>
    );
  }
  if (kind === "failed") return <LoadFailure />;
  return isLocal ? (
    <Late unseen>
      <LocalModelCard />
    </Late>
  ) : null;
}

/** Whether the model that answers can be opened on this device alone. */
function selectLocal(state: PageState): boolean {
  const info = readyModel(state);
  return info !== undefined && (info.converted || info.source.kind === "files");
}

function selectFailure(state: PageState): Failure | undefined {
  const { load } = attemptOf(state);
  return load.kind === "failed" ? load.failure : undefined;
}

function LoadFailure() {
  const words = useWords();
  const session = useSession();
  const failure = usePage(selectFailure);
  const goesOn = usePage(standingModel);
  if (failure === undefined) return null;
  return (
    <Warning>
      <p className="min-w-60 flex-1">
        <FailureText failure={failure} /> {goesOn !== undefined && words.stillThere(goesOn)}
      </p>
      <button type="button" className="button" onClick={session.retryLoad}>
        {words.tryAgain}
      </button>
      <OwnModelButton />
      <StayButton say={() => words.close} />
      {failure.code === "unauthorized" && (
        <Late unseen>
          <HubAccess of={failure} onSignedIn={session.retryLoad} />
        </Late>
      )}
    </Warning>
  );
}
