import { useRef, useState } from "react";
import type { SharedRun } from "../../contract/share-link.ts";
import { wrongParameters } from "../parameter-list.ts";
import { askable, linkTo, messengersThatCut, quoteOf, shareable } from "../share.ts";
import { fetchSnippet, frameSnippet, sdkSnippet, tagSnippet } from "../snippets.ts";
import { useSession } from "../use-page.ts";
import type { LateWords } from "../words/en-late.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import LocalModelCard from "./local-model-card.tsx";
import { PictureButton } from "./picture-button.tsx";
import { Link } from "./share-link.tsx";
import { Snippet } from "./snippet.tsx";

export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { sharing } = useLateWords();
  const { store } = useSession();
  const [run] = useState(() => shareable(store.state()));
  const [isLocal] = useState(() => store.state().offer?.source.kind === "files");
  const [withOutput, setWithOutput] = useState(true);
  const choice = useRef<HTMLInputElement>(null);
  const { output: _text, device: _device, ...bare } = run;
  const page = new URL(location.href);
  const link = linkTo(page, withOutput ? run : bare);
  const bareLink = run.output !== undefined && withOutput ? linkTo(page, bare) : undefined;
  const snippet = { base: new URL("./", location.href).href, run: bare };
  const [asked] = useState(() => ({ ...snippet, run: askable(bare, store.state()) }));
  return (
    <Dialog title={sharing.title} onClose={onClose}>
      <p className="text-sm text-muted">{isLocal ? sharing.local : sharing.about}</p>
      {isLocal && <LocalModelCard />}
      {run.output !== undefined && (
        <label className="flex min-h-9 items-center gap-2 text-sm max-sm:min-h-11">
          <input
            ref={choice}
            type="checkbox"
            className="size-4"
            checked={withOutput}
            onChange={(event) => setWithOutput(event.target.checked)}
          />
          {sharing.withOutput}
        </label>
      )}
      {link === undefined ? (
        <p className="text-sm text-warn">{reasonFor(run, sharing)}</p>
      ) : (
        <Link link={link} quote={withOutput ? quoteOf(run) : undefined} />
      )}
      {isLong(link) && bareLink !== undefined && (
        <button
          type="button"
          className="button w-fit"
          onClick={() => {
            setWithOutput(false);
            // The button is gone then; the focus must not go with it.
            choice.current?.focus();
          }}
        >
          {sharing.withoutText(bareLink.length)}
        </button>
      )}
      <PictureButton />
      <h3 className="font-medium">{sharing.elsewhere}</h3>
      <p className="text-sm text-muted">{sharing.elsewhereAbout}</p>
      <Snippet title={sharing.tag} code={tagSnippet(asked)} />
      <Snippet title={sharing.frame} code={frameSnippet(snippet)} />
      <Snippet title={sharing.sdk} code={sdkSnippet(asked)} />
      <Snippet title={sharing.fetch} code={fetchSnippet(snippet)} />
    </Dialog>
  );
}

/** Why there is no link. */
function reasonFor({ parameters }: SharedRun, sharing: LateWords["sharing"]): string {
  const wrong = wrongParameters(parameters);
  return wrong.length > 0 ? sharing.wrong(wrong.join(", ")) : sharing.tooLong;
}

function isLong(link: string | undefined): boolean {
  return link === undefined || messengersThatCut(link.length).length > 0;
}
