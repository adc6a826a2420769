import { useCallback, useState } from "react";
import { repoName } from "../../contract/model-reference.ts";
import type { Published, Publisher, PublishEdit } from "../../contract/publishing.ts";
import * as v from "valibot";
import { usePublishWords } from "../words/publish-words.ts";
import type { DestinationProps } from "./destinations.tsx";
import { PublishingWork } from "./publishing-work.tsx";
import { RemovedFiles } from "./removed-files.tsx";
import { TextField } from "./text-field.tsx";
import { Unfolding } from "./upload-panel.tsx";
import { useWork } from "./use-work.ts";
import { WorkButton } from "./work-button.tsx";

interface PagesPanelProps extends DestinationProps {
  readonly publisher: Pick<Publisher, "publishToPages" | "listReplaced" | "cancel">;
}

/** The whole site on GitHub Pages, by a token that is used once. */
export function PagesPanel({ publisher, edit, isReady }: PagesPanelProps) {
  const { pages, hub, upload } = usePublishWords();
  const [repo, setRepo] = useState("");
  const [token, setToken] = useState("");
  const work = useWork<Published>();
  const isRight = v.is(repoName, repo);
  const isAllowed = isReady && isRight && token.trim() !== "";
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
      {isAllowed && (
        <Unfolding title={upload.replaced}>
          {() => <Replaced publisher={publisher} edit={edit} repo={repo} token={token} />}
        </Unfolding>
      )}
      <WorkButton name={pages.publish} work={work} isReady={isAllowed} onStart={publish} />
      <PublishingWork work={work} publisher={publisher} kind="site" />
    </div>
  );
}

interface ReplacedProps {
  readonly publisher: Pick<Publisher, "listReplaced">;
  readonly edit: PublishEdit;
  readonly repo: string;
  readonly token: string;
}

/** Files of the branch that the site does not have. */
function Replaced({ publisher, edit, repo, token }: ReplacedProps) {
  const ask = useCallback(() => publisher.listReplaced(edit, repo, token), [publisher, edit, repo, token]);
  return <RemovedFiles ask={ask} />;
}
