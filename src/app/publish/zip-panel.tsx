import type { Publisher } from "../../contract/publishing.ts";
import { saveOutcome } from "../save-file.ts";
import { usePublishWords } from "../words/publish-words.ts";
import type { DestinationProps } from "./destinations.tsx";
import { useWork } from "./use-work.ts";
import { WorkButton } from "./work-button.tsx";
import { WorkLine } from "./work-line.tsx";

interface ZipPanelProps extends DestinationProps {
  readonly publisher: Pick<Publisher, "makeZip" | "cancel">;
}

/** The whole site as one file. */
export function ZipPanel({ publisher, edit, isReady }: ZipPanelProps) {
  const { zip } = usePublishWords();
  const work = useWork<string>();
  const download = () => work.run((onProgress) => saveOutcome(publisher.makeZip(edit, onProgress)));
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{zip.about}</p>
      <WorkButton name={zip.download} work={work} isReady={isReady} onStart={download} />
      <WorkLine work={work} onCancel={() => void publisher.cancel()} />
      <p role="status" className="text-sm text-accent empty:hidden">
        {work.result !== undefined && zip.saved(work.result)}
      </p>
    </div>
  );
}
