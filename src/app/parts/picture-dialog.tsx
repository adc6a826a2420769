import { useRef, useState } from "react";
import { addressOf } from "../picture/address.ts";
import { FORMATS } from "../picture/formats.ts";
import type { PictureChoice } from "../picture/make-picture.ts";
import { picturedIn } from "../picture/pictured.ts";
import { type QrLink, qrLinkTo } from "../picture/qr-link.ts";
import { altOf } from "../picture/sentence.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useSession } from "../use-page.ts";
import { usePicture } from "../use-picture.ts";
import { useTheme } from "../use-theme.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { PictureActions } from "./picture-actions.tsx";
import { PictureChoices } from "./picture-choices.tsx";

/** The sentence as a picture, to be saved, copied or sent. */
export function PictureDialog({ onClose }: { readonly onClose: () => void }) {
  const { picture: words } = useLateWords();
  const { store } = useSession();
  const lang = useModelLanguage();
  const [seen] = useTheme();
  const [{ texts, run, title }] = useState(() => picturedIn(store.state()));
  const [qr] = useState(() => qrLinkTo(new URL(location.href), run));
  const [place, setPlace] = useState(0);
  const [choice, choose] = useState<PictureChoice>({ format: "square", style: "quote", scheme: seen });
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = texts[place] ?? { prompt: "", text: "" };
  const content = { ...text, title, address: addressOf(new URL(location.href)) };
  const picture = usePicture(canvas, content, choice, qr.link);
  const alt = altOf(text) || title;
  const { width, height } = FORMATS[choice.format];
  return (
    <Dialog title={words.title} onClose={onClose}>
      <PictureChoices choice={choice} onChoose={choose} texts={texts.length} place={place} onPlace={setPlace} />
      <canvas
        ref={canvas}
        role="img"
        aria-label={alt}
        lang={lang}
        width={width}
        height={height}
        className="max-h-96 max-w-full forced-color-adjust-none justify-self-center rounded-lg border border-line"
      />
      <CodeNote opens={qr.opens} />
      {picture.kind === "refused" ? (
        <p role="alert" className="text-sm font-medium text-warn">
          {words.refused}
        </p>
      ) : (
        <PictureActions file={picture.file} alt={alt} />
      )}
    </Dialog>
  );
}

/** What the QR code does not do. */
function CodeNote({ opens }: Pick<QrLink, "opens">) {
  const { picture: words } = useLateWords();
  if (opens === "text") return null;
  return <p className="text-sm text-muted">{opens === "form" ? words.qrForm : words.qrNone}</p>;
}
