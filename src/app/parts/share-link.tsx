import { useId, useRef } from "react";
import { LONGEST_QR, messengersThatCut } from "../share.ts";
import { useCopy } from "../use-copy.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { PRODUCT } from "../words/product.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CopyOutcome } from "./copy-outcome.tsx";
import { QrCode } from "./qr-code.tsx";
import { SendButton } from "./send-button.tsx";

interface LinkProps {
  readonly link: string;
  /** The text that goes along with it. */
  readonly quote: string | undefined;
}

export function Link({ link, quote }: LinkProps) {
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
        {"share" in navigator && <SendButton onSend={send} />}
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
