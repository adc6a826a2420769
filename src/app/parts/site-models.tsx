import { useEffect, useId, useState } from "react";
import { type ListedModel, MODEL_INDEX, parseModelIndex } from "../../contract/model-index.ts";
import { OWN_MODEL } from "../../bridge/own-model.ts";
import { nameOfSource, siteModel } from "../../contract/own-model.ts";
import { type Outcome, reasonOf, refuse, toOutcome } from "../../contract/outcome.ts";
import { writeReference } from "../../contract/write-reference.ts";
import { formatBytes } from "../format.ts";
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

function Choice({ models }: { readonly models: readonly ListedModel[] }) {
  const { units } = useWords();
  const { siteModels } = useLateWords();
  const session = useSession();
  const field = useId();
  const [chosen, setChosen] = useState(OWN_NAME);
  const offer = usePage((state) => attemptOf(state).offer);
  // While a model is looked up, the one that was chosen is shown.
  const open = offer === undefined ? chosen : nameOfSource(offer.source);
  const others = [...new Set([OWN_NAME, open])].filter((one) => models.every(({ name }) => name !== one));
  const choose = (name: string) => {
    setChosen(name);
    const source = name === OWN_NAME ? OWN_MODEL : siteModel(name);
    // First, so that the address asks for what was chosen already; it leads others, and the way back, to this model.
    void session.choose(source);
    location.hash = `model=${source.kind === "hub" ? writeReference(source) : name}`;
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={field} className="text-sm font-medium">
        {siteModels}
      </label>
      <select
        id={field}
        className="field min-h-11 max-w-full flex-1 basis-52 truncate"
        translate="no"
        value={open}
        onChange={({ target }) => choose(target.value)}
      >
        {others.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        {models.map(({ name, title, bytes }) => (
          <option key={name} value={name} dir="auto">
            {`${title} · ${formatBytes(bytes, units)}`}
          </option>
        ))}
      </select>
    </div>
  );
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
