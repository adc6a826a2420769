import type { Published, Publisher } from "../../contract/publishing.ts";
import { PublishedCard } from "./published-card.tsx";
import type { Work } from "./use-work.ts";
import { WorkLine } from "./work-line.tsx";

interface PublishingWorkProps {
  readonly work: Work<Published>;
  readonly publisher: Pick<Publisher, "cancel">;
  /** What the address that visitors get is. */
  readonly kind: "model" | "site";
}

/** How far publishing is, and in the end the address. */
export function PublishingWork({ work, publisher, kind }: PublishingWorkProps) {
  return (
    <>
      <WorkLine work={work} onCancel={() => void publisher.cancel()} />
      {work.result !== undefined && <PublishedCard published={work.result} kind={kind} />}
    </>
  );
}
