import { useState } from "react";
import { repoName } from "../../contract/model-reference.ts";
import type { Published, Publisher } from "../../contract/publishing.ts";
import * as v from "valibot";
import { usePublishWords } from "../words/publish-words.ts";
import type { DestinationProps } from "./destinations.tsx";
import { PublishingWork } from "./publishing-work.tsx";
import { TextField } from "./text-field.tsx";
import { useWork } from "./use-work.ts";
import { WorkButton } from "./work-button.tsx";

interface PagesPanelProps extends DestinationProps {
  readonly publisher: Pick<Publisher, "publishToPages" | "cancel">;
}

/** The whole site on GitHub Pages, by a token that is used once. */
export function PagesPanel({ publisher, edit, isReady }: PagesPanelProps) {
  const { pages, hub } = usePublishWords();
  const [repo, setRepo] = useState("");
  const [token, setToken] = useState("");
  const work = useWork<Published>();
  const isRight = v.is(repoName, repo);
  const publish = async () => {
    await work.run((onProgress) => publisher.publishToPages(edit, repo, token, onProgress));
    setToken("");
  };
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{pages.about}</p>
      <TextField
        label={pages.repo}
        isCode
        problem={repo === "" || isRight ? undefined : hub.repoWrong}
        value={repo}
        onChange={setRepo}
      />
      <TextField label={pages.token} hint={pages.tokenHint} type="password" isCode value={token} onChange={setToken} />
      <WorkButton
        name={pages.publish}
        work={work}
        isReady={isReady && isRight && token.trim() !== ""}
        onStart={publish}
      />
      <PublishingWork work={work} publisher={publisher} kind="site" />
    </div>
  );
}
