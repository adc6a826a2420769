import { FailureAlert } from "../parts/failure-alert.tsx";
import { HeadedCard } from "../parts/headed-card.tsx";
import { formatBytes, formatNumber } from "../format.ts";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { BaseLicenses } from "./base-licenses.tsx";
import { CardPanel } from "./card-panel.tsx";
import { FileTable } from "./file-table.tsx";
import { Check } from "./hub-choice-form.tsx";
import { HubPanel } from "./hub-panel.tsx";
import type { PublishPageWorld } from "./publish-world.ts";
import { SaidPanel } from "./said-panel.tsx";
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
  const words = usePublishWords();
  const { units } = useWords();
  const { prepared, problem, change, choose } = state;
  const isReady = edit.license !== "" && edit.mayTextsGo === true && prepared !== undefined && problem === undefined;
  const files = prepared?.files ?? [];
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 gap-4">
        <SaidPanel edit={edit} onEdit={change} />
        <BaseLicenses edit={edit} publisher={publisher} />
        <HeadedCard title={words.adapter.texts} about={words.adapter.recites}>
          <Check
            label={words.adapter.consent}
            value={edit.mayTextsGo === true}
            onChange={(mayTextsGo) => change({ mayTextsGo })}
          />
        </HeadedCard>
        <CardPanel edit={edit} onEdit={change} prepared={prepared} />
      </div>
      <div className="grid gap-4 lg:sticky lg:top-4">
        <FailureAlert failure={problem} className="rounded-xl bg-warn-soft px-4 py-3 text-sm text-warn" />
        <HeadedCard
          title={words.upload.title}
          about={words.files(formatNumber(files.length), formatBytes(total, units))}
        >
          <FileTable files={files} />
        </HeadedCard>
        <HeadedCard title={words.where.hub}>
          <HubPanel
            isAdapter
            edit={edit}
            isReady={isReady}
            publisher={publisher}
            signIn={signIn}
            choice={hub}
            onChoose={choose}
          />
        </HeadedCard>
      </div>
    </div>
  );
}
