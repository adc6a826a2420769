import { useId } from "react";
import type { AdapterInfo } from "../../contract/model-info.ts";
import { cleanLine } from "../../contract/plain-text.ts";
import { readyModel } from "../state/models-state.ts";
import type { PageState } from "../state/page.ts";
import { adapterOfVoice, DIGEST_SHOWN, type Voice, voiceOf } from "../state/voice.ts";
import { usePage, useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Warning } from "./notice.tsx";

const NONE: readonly AdapterInfo[] = [];
const CHOICE =
  "flex min-h-11 max-w-48 cursor-pointer items-center rounded-lg border border-line px-3 text-sm has-checked:border-accent has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent";

/** With which adapter the model writes, or with none. Nothing is loaded for another one. */
export function VoiceSwitch() {
  const { voices: words } = useLateWords();
  const { store } = useSession();
  const info = usePage(readyModel);
  const current = usePage(voiceOf);
  const here = usePage(adapterOfVoice);
  const group = useId();
  const adapters = info?.adapters ?? NONE;
  const choose = (adapter?: AdapterInfo) => store.send({ type: "voice", voice: voiceIn(store.state(), adapter) });
  if (info === undefined || (adapters.length === 0 && info.idleAdapters === undefined && current === undefined))
    return null;
  return (
    <div className="grid gap-2">
      {(adapters.length > 0 || current !== undefined) && (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="float-start me-1 text-sm text-muted">{words.title}</legend>
          <label className={CHOICE}>
            <input
              type="radio"
              name={group}
              className="sr-only"
              checked={current === undefined}
              onChange={() => choose()}
            />
            <span className="truncate">{words.base}</span>
          </label>
          {adapters.map((adapter) => (
            <label key={adapter.name} className={CHOICE} title={adapter.name}>
              <input
                type="radio"
                name={group}
                className="sr-only"
                checked={adapter === here}
                onChange={() => choose(adapter)}
              />
              <bdi translate="no" className="truncate">
                {adapter.name}
              </bdi>
            </label>
          ))}
        </fieldset>
      )}
      {info.idleAdapters !== undefined && <Idle adapters={info.idleAdapters} />}
      {info.idleAdapters === undefined && current !== undefined && here === undefined && <Missing voice={current} />}
    </div>
  );
}

/** The choice of an adapter of the model that the page has. */
function voiceIn({ offer }: PageState, adapter: AdapterInfo | undefined): Voice | undefined {
  if (offer === undefined || adapter?.digest === undefined) return undefined;
  return { name: adapter.name, digest: adapter.digest, source: offer.source };
}

/** What is kept for the model, and runs on the CPU alone. */
function Idle({ adapters }: { readonly adapters: readonly AdapterInfo[] }) {
  const { voices: words } = useLateWords();
  const { override } = useSession();
  return (
    <Warning>
      <p className="flex-1">{words.idle(adapters.map(({ name }) => name).join(", "))}</p>
      <button type="button" className="button" onClick={() => override({ backend: "kernel" })}>
        {words.toCpu}
      </button>
    </Warning>
  );
}

/** One that a link or the history asks for, and that is not here. */
function Missing({ voice }: { readonly voice: Voice }) {
  const { voices: words } = useLateWords();
  return (
    <Warning>
      <p className="flex-1">{words.missing(cleanLine(voice.name, 80), voice.digest.slice(0, DIGEST_SHOWN))}</p>
    </Warning>
  );
}
