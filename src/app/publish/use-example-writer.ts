import { useRef, useState } from "react";
import type { Engine } from "../../contract/engine.ts";
import type { Failure } from "../../contract/outcome.ts";
import { type Outcome, succeed } from "../../contract/outcome.ts";
import type { PublishedDefaults } from "../../contract/publishing.ts";
import { TRANSFORMERS_DEFAULTS } from "../../contract/resolved-parameters.ts";
import { withoutFiles } from "../../contract/model-source.ts";

export type WritingEngine = Pick<Engine, "stored" | "storedAdapters" | "load" | "generate">;

export interface ExampleWriter {
  /** What goes on, for the example with this number. */
  readonly busy: { readonly example: number; readonly step: "loading" | "writing" } | undefined;
  readonly failure: Failure | undefined;
  /** Writes an output with a new seed. @returns `undefined` where it failed */
  write(
    example: number,
    prompt: string,
    defaults: PublishedDefaults,
  ): Promise<{ readonly output: string; readonly seed: number } | undefined>;
}

/** What applies where the owner leaves a default to the library, whatever the model itself said before. */
function parametersOf(defaults: PublishedDefaults) {
  const { do_sample, temperature, top_k, top_p, repetition_penalty } = TRANSFORMERS_DEFAULTS;
  return { do_sample, temperature, top_k, top_p, repetition_penalty, ...defaults };
}

/** Writes outputs of examples by the model that is to be published, which is loaded when the first one is asked for. */
export function useExampleWriter(engine: WritingEngine, id: string, randomSeed: () => number): ExampleWriter {
  const [busy, setBusy] = useState<ExampleWriter["busy"]>();
  const [failure, setFailure] = useState<Failure>();
  const loaded = useRef<string>(undefined);
  const runs = useRef(0);
  const load = async (): Promise<Outcome<unknown>> => {
    if (loaded.current === id) return succeed(undefined);
    const stored = await engine.stored();
    if (!stored.ok) return stored;
    const model = stored.value.find((one) => one.id === id);
    if (model === undefined) return succeed(undefined);
    const info = await engine.load(withoutFiles(model.source), {}, () => undefined);
    if (info.ok) loaded.current = id;
    return info;
  };
  return {
    busy,
    failure,
    async write(example, prompt, defaults) {
      setFailure(undefined);
      setBusy({ example, step: "loading" });
      const ready = await load();
      const seed = randomSeed();
      setBusy({ example, step: "writing" });
      const request = { prompt, parameters: { ...parametersOf(defaults), seed } };
      const written = ready.ok ? await engine.generate(request, ++runs.current, () => undefined, "visitor") : ready;
      setBusy(undefined);
      if (written.ok) return { output: written.value.samples[0]?.text ?? "", seed };
      setFailure(written.failure);
      return undefined;
    },
  };
}
