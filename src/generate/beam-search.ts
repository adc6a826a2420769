import type { Sample } from "../contract/generate-result.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import { type Search, advanceSearch, newTokens, best } from "./beam-step.ts";
import { prefill } from "./prefill.ts";
import { randomStream } from "./random.ts";
import { pause, type Run } from "./run.ts";
import { startPrompt } from "./start-prompt.ts";
import { unfinishedCharacters, writtenText } from "./text-state.ts";

/**
 * Beam search as transformers does it (`_beam_search`, 5.23), greedy or sampling. Each prompt is searched as if it were
 * alone; a prompt that is done leaves the batch. The texts are only known at the end, so each comes as one delta.
 */
export async function beamSearch(run: Run): Promise<Sample[]> {
  const { forward, parameters } = run;
  const searches = run.prompts.map((_, prompt) => startSearch(run, prompt));
  const size = parameters.num_beams * forward.vocabSize;
  const candidates = new Candidates(parameters.do_sample ? size : forward.vocabSize);
  const workspace = { sums: new Float32Array(size), candidates };
  const prompts = run.prompts.map(({ ids }) => ids);
  let logits = await prefill(forward, prompts, () => pause(run), run.promptDetails?.onLogits);
  if (logits === undefined) return nothingYet(run);
  let active = searches;
  for (;;) {
    for (const search of active) advanceSearch(run, search, logits, workspace);
    run.onFirstToken();
    const isStopped = await pause(run);
    active = active.filter((search) => !search.done);
    if (isStopped || active.length === 0) break;
    logits = await forwardBeams(run, active);
  }
  for (const search of active) stop(run, search);
  return deliver(run, searches);
}

function startSearch(run: Run, prompt: number): Search {
  const { start, ids, state } = startPrompt(run, prompt);
  return {
    ...start,
    start: state,
    random: randomStream(run.parameters.seed, 0),
    // The first token makes as many beams of this one as there may be.
    beams: [{ ids, details: [], score: 0, state, slot: prompt }],
    finished: [],
    done: false,
  };
}

async function forwardBeams({ forward }: Run, active: readonly Search[]): Promise<Float32Array> {
  await forward.reorder(active.flatMap(({ beams }) => beams.map(({ slot }) => slot)));
  let slot = 0;
  for (const search of active) search.beams = search.beams.map((beam) => ({ ...beam, slot: slot++ }));
  return forward.forward(active.flatMap(({ beams }) => beams.map(({ ids }) => ids.slice(-1))));
}

/** Ends a search between two tokens with what it has. */
function stop({ parameters }: Run, search: Search): void {
  const open = search.beams.map((beam) => ({
    beam,
    score: beam.score / newTokens(search, beam) ** parameters.length_penalty,
    finish: "stopped" as const,
  }));
  search.finished = best([...search.finished, ...open], parameters.num_beams);
}

/** The samples of a run that was stopped before its first token. */
function nothingYet({ parameters, prompts }: Run): Sample[] {
  return prompts.flatMap((_, prompt) =>
    Array.from({ length: parameters.num_return_sequences }, () => ({
      prompt,
      text: "",
      token_ids: [],
      finish_reason: "stopped" as const,
    })),
  );
}

async function deliver(run: Run, searches: readonly Search[]): Promise<Sample[]> {
  const { codec, hooks, parameters } = run;
  const samples: Sample[] = [];
  for (const search of searches) {
    for (const { beam, score, finish } of search.finished.slice(0, parameters.num_return_sequences)) {
      const token_ids = beam.ids.slice(search.promptLength);
      const text = writtenText(search.start, token_ids, codec, parameters.stop_strings);
      const told = run.promptDetails?.details[search.prompt];
      if (told !== undefined) await hooks.onDelta({ sample: samples.length, text: "", tokens: 0, prompt: told });
      await hooks.onDelta({ sample: samples.length, text, tokens: token_ids.length });
      const unfinished = finish === "stop_string" ? 0 : unfinishedCharacters(beam.state, codec);
      const end = { token_ids, finish_reason: finish, score };
      const sample = { prompt: search.prompt, text, ...(unfinished > 0 && { unfinished }), ...end };
      samples.push(beam.details.length > 0 ? { ...sample, details: beam.details } : sample);
    }
  }
  return samples;
}
