import { repositoryOf } from "../../contract/model-reference.ts";
import { makeFailure } from "../../contract/outcome.ts";
import { FailureText } from "../parts/failure-text.tsx";
import { HeadedCard } from "../parts/headed-card.tsx";
import { usePublishWords } from "../words/publish-words.ts";
import { BaseLicenses } from "./base-licenses.tsx";
import { CardPanel } from "./card-panel.tsx";
import { EditColumns } from "./edit-columns.tsx";
import { Check } from "./hub-choice-form.tsx";
import { HubPanel } from "./hub-panel.tsx";
import type { PublishPageWorld } from "./publish-world.ts";
import { SaidPanel } from "./said-panel.tsx";
import { UploadPanel } from "./upload-panel.tsx";
import type { HubSignIn } from "./use-hub-account.ts";
import type { Opened, OpenedState } from "./use-opened.ts";

interface EditAdapterProps {
  readonly world: Pick<PublishPageWorld, "publisher">;
  readonly signIn: HubSignIn;
  readonly opened: Opened;
  readonly state: OpenedState;
}

/** An adapter: what is said of it, whether its texts may go, and where it goes. */
export function EditAdapter({ world: { publisher }, signIn, opened: { edit, hub }, state }: EditAdapterProps) {
  const { adapter: words, where } = usePublishWords();
  const { prepared, problem, change, choose } = state;
  const [base = ""] = edit.base_model;
  const hasBase = repositoryOf(base) !== undefined;
  const mayGo = edit.license !== "" && edit.mayTextsGo === true && hasBase;
  const going = { edit, isReady: mayGo && prepared !== undefined && problem === undefined, publisher };
  const aside = (
    <>
      {prepared !== undefined && <UploadPanel isAdapter files={prepared.files} edit={edit} publisher={publisher} />}
      <HeadedCard title={where.hub}>
        <HubPanel {...going} isAdapter signIn={signIn} choice={hub} onChoose={choose} />
      </HeadedCard>
    </>
  );
  return (
    <EditColumns problem={problem} aside={aside}>
      <SaidPanel edit={edit} onEdit={change} />
      {!hasBase && (
        <p className="text-sm text-warn">
          <FailureText failure={makeFailure("not_published", "no_base", { base })} />
        </p>
      )}
      <BaseLicenses edit={edit} publisher={publisher} />
      <HeadedCard title={words.texts} about={words.recites}>
        <Check
          label={words.consent}
          value={edit.mayTextsGo === true}
          onChange={(mayTextsGo) => change({ mayTextsGo })}
        />
      </HeadedCard>
      <CardPanel edit={edit} onEdit={change} prepared={prepared} />
    </EditColumns>
  );
}
