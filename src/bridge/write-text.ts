import type { Priority } from "../contract/engine.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { BackendReport } from "../contract/model-info.ts";
import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import { type Outcome, succeed } from "../contract/outcome.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { Work } from "./connection.ts";
import type { Relay } from "./relay.ts";
import type { ThreadDriver } from "./thread/driver.ts";

/** Has a text written; a run that loses its GPU goes on where it was, on whatever takes the GPU's place. */
export async function writeText(
  driver: ThreadDriver,
  request: GenerateRequest,
  run: number,
  relay: Relay,
  priority: Priority,
): Promise<Outcome<GenerateResult>> {
  const what = { needsModel: true, run, characters: [request.prompt].flat().join("").length } as const;
  const write: Work<Outcome<GenerateResult>> = async (remote, listeners) => {
    const listener = listeners.add(relay.next());
    const outcome = await remote.generate(request, run, listener, priority);
    listeners.remove(listener);
    return outcome;
  };
  let begunWith: ModelSource | undefined;
  const first = await driver.call(what, (remote, listeners) => {
    begunWith = driver.state.model?.wanted.source;
    return write(remote, listeners);
  });
  // The same seed gives the same text, so a run that lost its GPU goes on where it was; not with another model, if one came.
  const goOn: Work<Outcome<GenerateResult | undefined>> = async (remote, listeners) => {
    const source = driver.state.model?.wanted.source;
    const isOther = begunWith && source && !isSameSource(begunWith, source);
    return isOther ? succeed(undefined) : write(remote, listeners);
  };
  const again = !first.ok && first.failure.code === "gpu_lost" ? await driver.call(what, goOn) : first;
  const written = relay.isTorn() ? first : writtenBy(again, first);
  if (written.ok) tellBackend(driver, written.value.backend);
  return written;
}

/** Where the GPU is timed beside the model that answers, a text is the first to say what came of it. */
function tellBackend(driver: ThreadDriver, backend: BackendReport): void {
  const { info } = driver.state.model ?? {};
  const isLater = info?.backend.reason.detail === "gpu_later" && backend.reason.detail !== "gpu_later";
  // What was timed first is timed anew by each load, so that it tells a text of this one from those of earlier ones.
  const isOfThis = info?.backend.tried[0]?.msPerToken === backend.tried[0]?.msPerToken;
  if (isLater && isOfThis) driver.send({ type: "changed", info: { ...info, backend } });
}

/** What came of going on, or what was before it where nothing was written. */
function writtenBy(
  again: Outcome<GenerateResult | undefined>,
  first: Outcome<GenerateResult>,
): Outcome<GenerateResult> {
  if (!again.ok) return again;
  return again.value ? succeed(again.value) : first;
}
