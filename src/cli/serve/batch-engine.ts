import type { Engine } from "../../contract/engine.ts";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import { type Outcome, toOutcome } from "../../contract/outcome.ts";
import { parseRequest } from "../../contract/request.ts";
import { parseAlternatives, parseScore } from "../../contract/score-request.ts";
import { KernelForwardPass } from "../../kernel/kernel-forward-pass.ts";
import { SharedPass } from "../../kernel/shared-pass.ts";
import { alternativesAt, generateTexts, type RunningModel, type RunWorld, scoreWhole } from "../../worker/compute.ts";
import { chooseAdapter, type VoicedModel } from "../../worker/with-adapter.ts";
import { createQueue } from "../../worker/queue.ts";
import { AdapterTurns } from "./adapter-turns.ts";

/** What a server has computed. */
export type ServedEngine = Pick<Engine, "generate" | "stop" | "score" | "alternatives">;

type UsePass = <T>(work: (pass: ForwardPass) => Promise<T>) => Promise<T>;

/** The kernel computes runs together; another backend one after the other. */
function shareOf(pass: ForwardPass): UsePass {
  if (pass instanceof KernelForwardPass) {
    const shared = new SharedPass(pass);
    return (work) => shared.use(work);
  }
  const enqueue = createQueue();
  return (work) => enqueue(() => work(pass));
}

/**
 * Has several requests computed together on one model. Each gets what it would get alone.
 * @param world of the thread; its `breathe` must let messages in, so that a run can be stopped
 */
export function createBatchEngine(voiced: VoicedModel, world: RunWorld): ServedEngine {
  const share = shareOf(voiced.pass);
  const turns = new AdapterTurns(voiced.pass.adapters);
  const flags = new Map<number, { stopped: boolean }>();

  async function take<T>(
    run: number,
    name: string | undefined,
    work: (own: RunningModel, flag: { readonly stopped: boolean }) => Promise<T>,
  ): Promise<Outcome<T>> {
    const flag = { stopped: false };
    flags.set(run, flag);
    const outcome = await toOutcome(async () => {
      const { model, adapter } = chooseAdapter(voiced, name);
      return turns.use(adapter, () => share((pass) => work({ ...model, pass }, flag)));
    });
    flags.delete(run);
    return outcome;
  }

  return {
    async generate(request, run, onDelta) {
      const parsed = parseRequest(request);
      if (!parsed.ok) return parsed;
      return take(run, parsed.value.adapter, (own, flag) => generateTexts(own, parsed.value, flag, onDelta, world));
    },
    async score(request, run, onTokens) {
      const parsed = parseScore(request);
      if (!parsed.ok) return parsed;
      return take(run, parsed.value.adapter, (own, flag) => scoreWhole(own, parsed.value, flag, onTokens, world));
    },
    async alternatives(request, run) {
      const parsed = parseAlternatives(request);
      if (!parsed.ok) return parsed;
      return take(run, parsed.value.adapter, (own, flag) => alternativesAt(own, parsed.value, flag, world));
    },
    async stop(run) {
      const flag = flags.get(run);
      if (flag !== undefined) flag.stopped = true;
    },
  };
}
