import { useState } from "react";
import { readSiteMeta } from "../../bridge/site-meta.ts";
import { META_FEEDBACK } from "../../contract/site-meta.ts";
import { reportLink } from "../report-link.ts";
import { linkTo, shareable } from "../share.ts";
import type { Run } from "../state/run.ts";
import { useSession } from "../use-page.ts";
import { PRODUCT } from "../words/product.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { FactList } from "./fact-list.tsx";

/** Reports a sentence to whom the site's owner names; nothing where that is nobody. */
export function ReportButton({ run }: { readonly run: Run }) {
  const { reporting } = useLateWords();
  const [isOpen, setOpen] = useState(false);
  const address = readSiteMeta(META_FEEDBACK);
  if (address === undefined || run.result === undefined) return null;
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {reporting.button}
      </button>
      {isOpen && <ReportDialog address={address} run={run} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ReportDialogProps {
  readonly address: string;
  readonly run: Run;
  readonly onClose: () => void;
}

/** What is reported, to be seen before it leaves this device; the visitor sends it on the owner's own page or by mail. */
function ReportDialog({ address, run, onClose }: ReportDialogProps) {
  const { reporting: words } = useLateWords();
  const { store } = useSession();
  const { request, result, samples } = run;
  const whole = {
    prompt: request.prompt + request.continued.text,
    text: samples.map(({ text }) => text).join("\n\n"),
    seed: `${result?.parameters.seed ?? ""}`,
    model: [result?.model.name, result?.model.commit].filter((part) => part !== undefined).join("@"),
    link: result?.model.source.kind === "files" ? "" : (linkTo(new URL(location.href), shareable(store.state())) ?? ""),
  };
  const { href, isMail, to, report } = reportLink(address, whole, PRODUCT);
  const facts = [
    [words.prompt, report.prompt],
    [words.text, report.text],
    [words.seed, report.seed],
    [words.model, report.model],
    ...(report.link === "" ? [] : [[words.link, report.link] as const]),
  ] as const;
  return (
    <Dialog title={words.button} onClose={onClose}>
      <p className="text-sm text-muted">{words.about(to)}</p>
      <div className="max-h-80 overflow-auto rounded-lg bg-sunken px-3 py-2 text-sm whitespace-pre-wrap">
        <FactList facts={facts} hasNames />
      </div>
      {report.text !== whole.text || report.prompt !== whole.prompt ? (
        <p className="text-sm text-muted">{words.shortened}</p>
      ) : null}
      <a href={href} target="_blank" rel="noopener noreferrer" className="button-primary w-fit" onClick={onClose}>
        {isMail ? words.mail : words.open}
      </a>
    </Dialog>
  );
}
