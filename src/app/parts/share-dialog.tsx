import { useId, useMemo, useRef, useState } from "react";
import { encode } from "uqr";
import type { SharedRun } from "../../contract/share-link.ts";
import { wrongParameters } from "../parameter-list.ts";
import { LONGEST_QR, linkTo, messengersThatCut, quoteOf, shareable } from "../share.ts";
import { fetchSnippet, frameSnippet, sdkSnippet, tagSnippet } from "../snippets.ts";
import { useCopy } from "../use-copy.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useSession } from "../use-page.ts";
import type { LateWords } from "../words/en-late.ts";
import { PRODUCT } from "../words/product.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CopyOutcome } from "./copy-outcome.tsx";
import { Dialog } from "./dialog.tsx";
import { PictureButton } from "./picture-button.tsx";
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
  return (
    <Dialog title={sharing.title} onClose={onClose}>
      <p className="text-sm text-muted">{isLocal ? sharing.local : sharing.about}</p>
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
      <Snippet title={sharing.tag} code={tagSnippet(snippet)} />
      <Snippet title={sharing.frame} code={frameSnippet(snippet)} />
      <Snippet title={sharing.sdk} code={sdkSnippet(snippet)} />
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

interface LinkProps {
  readonly link: string;
  /** The text that goes along with it. */
  readonly quote: string | undefined;
}

function Link({ link, quote }: LinkProps) {
  const { sharing } = useLateWords();
  const { copy, ...outcome } = useCopy();
  const lang = useModelLanguage();
  const field = useId();
  const box = useRef<HTMLInputElement>(null);
  const text = quote === undefined ? {} : { text: quote };
  const send = () => navigator.share({ title: PRODUCT, url: link, ...text }).catch(() => undefined);
  return (
    <>
      {quote !== undefined && (
        <blockquote dir="auto" lang={lang} className="font-serif text-xl leading-relaxed whitespace-pre-wrap">
          {quote}
        </blockquote>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {"share" in navigator && (
          <button type="button" className="button-primary" onClick={send}>
            {sharing.send}
          </button>
        )}
        {quote !== undefined && (
          <button type="button" className="button-primary" onClick={() => copy(`${quote}\n${link}`)}>
            {sharing.copyQuote}
          </button>
        )}
        <button type="button" className="button" onClick={() => copy(link, box.current)}>
          {sharing.copy}
        </button>
        <CopyOutcome {...outcome} />
      </div>
      <div className="grid gap-1">
        <label htmlFor={field} className="text-xs text-muted">
          {sharing.link}
        </label>
        <input
          ref={box}
          id={field}
          className="field"
          readOnly
          dir="ltr"
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <p className="text-xs text-muted">{sharing.length(link.length)}</p>
        <LengthWarning characters={link.length} />
      </div>
      {link.length <= LONGEST_QR ? <QrCode text={link} /> : <p className="text-sm text-muted">{sharing.longQr}</p>}
    </>
  );
}

/** Named before the link is sent: a link that is cut does not open. */
function LengthWarning({ characters }: { readonly characters: number }) {
  const { sharing } = useLateWords();
  const names = messengersThatCut(characters).map((name) => sharing.messengers[name]);
  return names.length === 0 ? null : <p className="text-sm text-warn">{sharing.cut(names.join(", "))}</p>;
}

/** Drawn as one path; always dark on light, because many readers know nothing else. */
function QrCode({ text }: { readonly text: string }) {
  const { sharing } = useLateWords();
  const { size, data } = useMemo(() => encode(text, { border: 2 }), [text]);
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      role="img"
      aria-label={sharing.qr}
      viewBox={`0 0 ${size} ${size}`}
      className="w-full max-w-64 forced-color-adjust-none justify-self-center rounded-lg bg-white text-black"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
