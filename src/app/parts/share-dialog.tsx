import { useId, useMemo, useState } from "react";
import { encode } from "uqr";
import { linkTo, shareable } from "../share.ts";
import { fetchSnippet, frameSnippet, sdkSnippet, tagSnippet } from "../snippets.ts";
import { STRINGS } from "../strings.ts";
import { useCopy } from "../use-copy.ts";
import { useSession } from "../use-page.ts";
import { Dialog } from "./dialog.tsx";
import { Snippet } from "./snippet.tsx";

const { sharing } = STRINGS;
/** Characters of a link; a QR code with more cannot be read from a screen by every phone. */
const LONGEST_QR = 1200;

export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { store } = useSession();
  const [run] = useState(() => shareable(store.state()));
  const [isLocal] = useState(() => store.state().offer?.source.kind === "files");
  const [withOutput, setWithOutput] = useState(true);
  const { output: _text, device: _device, ...bare } = run;
  const link = linkTo(new URL(location.href), withOutput ? run : bare);
  const snippet = { base: new URL("./", location.href).href, run: bare };
  return (
    <Dialog title={sharing.title} onClose={onClose}>
      <p className="text-sm text-muted">{isLocal ? sharing.local : sharing.about}</p>
      {run.output !== undefined && (
        <label className="flex min-h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4"
            checked={withOutput}
            onChange={(event) => setWithOutput(event.target.checked)}
          />
          {sharing.withOutput}
        </label>
      )}
      {link === undefined ? <p className="text-sm text-warn">{sharing.tooLong}</p> : <Link link={link} />}
      <h3 className="font-medium">{sharing.elsewhere}</h3>
      <p className="text-sm text-muted">{sharing.elsewhereAbout}</p>
      <Snippet title={sharing.tag} code={tagSnippet(snippet)} />
      <Snippet title={sharing.frame} code={frameSnippet(snippet)} />
      <Snippet title={sharing.sdk} code={sdkSnippet(snippet)} />
      <Snippet title={sharing.fetch} code={fetchSnippet(snippet)} />
    </Dialog>
  );
}

function Link({ link }: { readonly link: string }) {
  const { said, copy } = useCopy();
  const field = useId();
  const send = () => navigator.share({ title: STRINGS.product, url: link }).catch(() => undefined);
  return (
    <>
      <div className="grid gap-1">
        <label htmlFor={field} className="text-xs text-muted">
          {sharing.link}
        </label>
        <input id={field} className="field" readOnly value={link} onFocus={(event) => event.target.select()} />
        <p className="text-xs text-muted">{sharing.length(link.length)}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="button-primary" onClick={() => copy(link)}>
          {sharing.copy}
        </button>
        {"share" in navigator && (
          <button type="button" className="button" onClick={send}>
            {sharing.send}
          </button>
        )}
        <span aria-live="polite" className="text-sm text-accent">
          {said}
        </span>
      </div>
      {link.length <= LONGEST_QR ? <QrCode text={link} /> : <p className="text-sm text-muted">{sharing.longQr}</p>}
    </>
  );
}

/** Drawn as one path; always dark on light, because many readers know nothing else. */
function QrCode({ text }: { readonly text: string }) {
  const { size, data } = useMemo(() => encode(text, { border: 2 }), [text]);
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      role="img"
      aria-label={sharing.qr}
      viewBox={`0 0 ${size} ${size}`}
      className="w-full max-w-64 justify-self-center rounded-lg bg-white text-black"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
