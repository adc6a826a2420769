import { lazy, useState } from "react";
import { readSiteMeta } from "../../bridge/site-meta.ts";
import { META_SOURCE } from "../../contract/site-meta.ts";
import { modelHash } from "../model-hash.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { InstallHint } from "./install-hint.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { Late } from "./late.tsx";

/** Address of this build's sources; the bundler fills it in. */
declare const __SOURCE__: string;
/** The owner of a site may name another. */
const SOURCE = readSiteMeta(META_SOURCE) ?? __SOURCE__;

const DIALOGS = {
  about: lazy(() => import("./about-dialog.tsx")),
  own: lazy(() => import("./open-dialog.tsx")),
  surprise: lazy(() => import("./surprise-dialog.tsx")),
  teach: lazy(() => import("../teach/teach-dialog.tsx")),
  tour: lazy(() => import("./tour-dialog.tsx")),
};

const LINK =
  "inline-flex min-h-11 items-center border border-transparent underline-offset-4 hover:text-ink hover:underline";

/** Where to go from here: about the model, as an API, with a model of one's own, to the source. */
export function Footer() {
  const words = useWords();
  const { footer } = words;
  const [opened, open] = useState<keyof typeof DIALOGS>();
  const Opened = opened === undefined ? undefined : DIALOGS[opened];
  const hash = usePage(({ offer }) => (offer ? modelHash(offer.source) : ""));
  const button = (name: keyof typeof DIALOGS) => (
    <button type="button" className={LINK} aria-haspopup="dialog" onClick={() => open(name)}>
      {footer[name]}
    </button>
  );
  return (
    <footer className="mt-12 border-t border-line py-4 text-sm text-muted">
      <nav aria-label={footer.label} className="flex flex-wrap gap-x-6">
        {button("about")}
        <a className={LINK} href={`./docs.html${hash}`}>
          {footer.api}
        </a>
        {button("own")}
        {button("teach")}
        {button("surprise")}
        {button("tour")}
        <a className={LINK} href={SOURCE}>
          {footer.source}
        </a>
        <LanguageChoice />
      </nav>
      <div className="grid gap-2 pt-2">
        <p>{words.source}</p>
        <InstallHint />
      </div>
      {Opened !== undefined && (
        <Late>
          <Opened onClose={() => open(undefined)} />
        </Late>
      )}
    </footer>
  );
}
