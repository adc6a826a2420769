import { useCallback, useMemo } from "react";
import type { HubTarget, Published, Publisher } from "../../contract/publishing.ts";
import { usePublishWords } from "../words/publish-words.ts";
import type { DestinationProps } from "./destinations.tsx";
import type { HubChoice } from "./draft.ts";
import { HubChoiceForm } from "./hub-choice-form.tsx";
import { HubSignInPanel } from "./hub-sign-in.tsx";
import { hubTarget } from "./hub-target.ts";
import { PublishingWork } from "./publishing-work.tsx";
import { RemovedFiles } from "./removed-files.tsx";
import { Unfolding } from "./upload-panel.tsx";
import type { HubSignIn } from "./use-hub-account.ts";
import { useWork } from "./use-work.ts";
import { WorkButton } from "./work-button.tsx";

interface HubPanelProps extends DestinationProps {
  readonly publisher: Pick<Publisher, "publishToHub" | "listRemoved" | "cancel">;
  readonly signIn: HubSignIn;
  readonly choice: HubChoice;
  readonly isAdapter?: boolean;
  readonly onChoose: (change: Partial<HubChoice>) => void;
}

/** The model on the Hub, with its site as a Space. */
export function HubPanel({ publisher, signIn, choice, isAdapter = false, onChoose, edit, isReady }: HubPanelProps) {
  const { hub, adapter, tryAgain, upload } = usePublishWords();
  const work = useWork<Published>();
  const { account } = signIn;
  const mayDo = account !== undefined && (account.rights === "any" || account.rights === choice.way);
  const target = useMemo(
    () => (mayDo && account !== undefined ? hubTarget(choice, account) : undefined),
    [mayDo, account, choice],
  );
  const publish = async () => {
    if (target === undefined) return;
    await work.run((onProgress) => publisher.publishToHub(edit, target, onProgress));
  };
  const label = choice.way === "pull" ? hub.propose : hub.publish;
  return (
    <div className="grid gap-4">
      <p className="text-sm text-muted">{isAdapter ? adapter.about : hub.about}</p>
      <HubChoiceForm choice={choice} account={account} isAdapter={isAdapter} onChoose={onChoose} />
      <HubSignInPanel signIn={signIn} way={choice.way} />
      {target !== undefined && target.way !== "new" && (
        <Unfolding title={upload.removed}>{() => <Removed publisher={publisher} target={target} />}</Unfolding>
      )}
      {mayDo && (
        <WorkButton
          name={work.failure === undefined ? label : tryAgain}
          work={work}
          isReady={isReady && target !== undefined}
          onStart={publish}
        />
      )}
      <PublishingWork work={work} publisher={publisher} kind="model" />
    </div>
  );
}

interface RemovedProps {
  readonly publisher: Pick<Publisher, "listRemoved">;
  readonly target: HubTarget;
}

/** Those of an older package. */
function Removed({ publisher, target }: RemovedProps) {
  return <RemovedFiles ask={useCallback(() => publisher.listRemoved(target), [publisher, target])} />;
}
