import { type FormEvent, useEffect, useId, useState } from "react";
import { type ListedModel, MODEL_INDEX, parseModelIndex } from "../../contract/model-index.ts";
import { OWN_MODEL, SITE_MODELS } from "../../bridge/own-model.ts";
import { nameOfSource, siteModel } from "../../contract/own-model.ts";
import { type Outcome, reasonOf, refuse, toOutcome } from "../../contract/outcome.ts";
import { formatBytes } from "../format.ts";
import { modelHash } from "../model-hash.ts";
import { attemptOf } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureAlert } from "./failure-alert.tsx";

/** The choice among the models of this site, by their titles and sizes. */
export default function SiteModels() {
  const list = useModelIndex();
  if (list === undefined) return null;
  return list.ok ? <Choice models={list.value} /> : <FailureAlert failure={list.failure} />;
}

const OWN_NAME = nameOfSource(OWN_MODEL);

/** @param models the site's list; names that this page does not know as its site's, which a newer list may have, are left out */
function Choice({ models }: { readonly models: readonly ListedModel[] }) {
  const { units } = useWords();
  const { siteModels, storage } = useLateWords();
  const field = useId();
  const { opened, open } = useOpened();
  // What is chosen before it is opened; another model that opens meanwhile takes its place.
  const [draft, setDraft] = useState({ beside: opened, name: opened });
  const chosen = draft.beside === opened ? draft.name : opened;
  const offered = models.filter(({ name }) => SITE_MODELS.includes(name));
  const others = [...new Set([OWN_NAME, opened])].filter((one) => offered.every(({ name }) => name !== one));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open(chosen);
  };
  return (
    <form className="flex flex-wrap items-center gap-x-3 gap-y-1" onSubmit={submit}>
      <label htmlFor={field} className="text-sm font-medium">
        {siteModels}
      </label>
      <select
        id={field}
        className="field min-h-11 max-w-full flex-1 basis-52 truncate"
        translate="no"
        value={chosen}
        onChange={({ target }) => setDraft({ beside: opened, name: target.value })}
      >
        {others.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        {offered.map(({ name, title, bytes }) => (
          <option key={name} value={name} dir="auto">
            {`${title} · ${formatBytes(bytes, units)}`}
          </option>
        ))}
      </select>
      {chosen !== opened && (
        <button type="submit" className="button min-h-11">
          {storage.open}
        </button>
      )}
    </form>
  );
}

/** The name of the model that is open or looked up, and how to open another: as a link to it would, large ones after a question. */
function useOpened() {
  const session = useSession();
  const [wanted, setWanted] = useState(OWN_NAME);
  const offer = usePage((state) => attemptOf(state).offer);
  const open = (name: string) => {
    setWanted(name);
    const source = name === OWN_NAME ? OWN_MODEL : siteModel(name);
    // First, so that the address asks for what was chosen already; it leads others, and the way back, to this model.
    void session.open({ source });
    location.hash = modelHash(source);
  };
  // While a model is looked up, the one that was chosen is shown.
  return { opened: offer === undefined ? wanted : nameOfSource(offer.source), open };
}

/** The site's own list, once it is here. */
function useModelIndex(): Outcome<readonly ListedModel[]> | undefined {
  const [list, setList] = useState<Outcome<readonly ListedModel[]>>();
  useEffect(() => {
    void toOutcome(fetchIndex).then(setList);
  }, []);
  return list;
}

/** @throws Refusal `network`, `server_error` where it does not come, `malformed_file`, `limit_exceeded` where it is none */
async function fetchIndex(): Promise<readonly ListedModel[]> {
  const url = new URL(MODEL_INDEX, document.baseURI).href;
  const answer = await fetch(url).catch((error: unknown) => {
    throw refuse("network", "unreadable", { url, reason: reasonOf(error) });
  });
  if (!answer.ok) throw refuse("server_error", "status", { url, status: `${answer.status}` });
  return parseModelIndex(await answer.text());
}
