import { type ReactNode, useCallback, useState } from "react";
import type { Publisher, PublishEdit, UploadLine } from "../../contract/publishing.ts";
import { formatBytes, formatNumber } from "../format.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";
import { HeadedCard } from "../parts/headed-card.tsx";
import { useWords } from "../words/current.ts";
import { usePublishWords } from "../words/publish-words.ts";
import { FileTable } from "./file-table.tsx";
import { useAnswer } from "./use-answer.ts";

interface UploadPanelProps {
  /** Of the package. */
  readonly files: readonly UploadLine[];
  readonly edit: PublishEdit;
  readonly publisher: Pick<Publisher, "listSite">;
  /** No site goes with it. */
  readonly isAdapter?: boolean;
}

/** Every file that goes, before it goes: those of the model, and of the site where that goes, too. */
export function UploadPanel({ files, edit, publisher, isAdapter = false }: UploadPanelProps) {
  const { units } = useWords();
  const words = usePublishWords();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <HeadedCard title={words.upload.title}>
      <Unfolding title={words.files(formatNumber(files.length), formatBytes(total, units))}>
        {() => <FileTable files={files} />}
      </Unfolding>
      {!isAdapter && (
        <>
          <Unfolding title={words.upload.site}>{() => <SiteFiles edit={edit} publisher={publisher} />}</Unfolding>
          <p className="text-xs text-muted">{words.upload.replaces}</p>
        </>
      )}
    </HeadedCard>
  );
}

/** What is only looked for once somebody wants to see it. */
export function Unfolding({ title, children }: { readonly title: string; readonly children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="text-sm underline decoration-dotted underline-offset-4">{title}</summary>
      {isOpen && children()}
    </details>
  );
}

function SiteFiles({ edit, publisher }: Pick<UploadPanelProps, "edit" | "publisher">) {
  const words = usePublishWords();
  const answer = useAnswer(useCallback(() => publisher.listSite(edit), [publisher, edit]));
  if (answer === undefined) return <p role="status">{words.steps.hashing}</p>;
  return answer.ok ? <FileTable files={answer.value} /> : <FailureAlert failure={answer.failure} />;
}
