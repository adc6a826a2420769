/**
 * Has lm-evaluation-harness ask `hostless serve` and transformers about the same checkpoint: its perplexity over a text, what it would
 * choose, and what it writes. `npm run check:lm-eval -- --checkpoint DIR [--python PYTHON] [--dtype fp32]`; PYTHON has `lm_eval[hf,api]`.
 * Ends with 1 where the perplexities differ by more than 0.1 %, or any answer does.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { serveModel } from "./serve-model.ts";

const TOLERANCE = 0.001;
/** The texts: parts of a file that every checkout has. The harness cuts what is longer than the context in two ways. */
const TEXT = "LICENSE";
const WORDS = 20;
const NEXT_WORDS = [" never", " the sea"];

const sample = v.looseObject({ filtered_resps: v.array(v.unknown()) });
const evaluated = v.looseObject({
  results: v.looseObject({ own_ppl: v.looseObject({ "word_perplexity,none": v.number() }) }),
});

const { values } = parseArgs({
  options: {
    checkpoint: { type: "string" },
    python: { type: "string", default: "python3" },
    dtype: { type: "string", default: "fp32" },
  },
});
if (values.checkpoint === undefined) throw new Error("Name a folder with a checkpoint: --checkpoint DIR");
const checkpoint = resolve(values.checkpoint);
const place = mkdtempSync(join(tmpdir(), "hostless-lm-eval-"));
const tasks = writeTasks(join(place, "tasks"));
const model = join(place, "served");
execFileSync(
  process.execPath,
  ["dist-cli/hostless.js", "convert", checkpoint, "--out", model, "--dtypes", values.dtype],
  { stdio: ["ignore", "ignore", "inherit"] },
);
const { n_positions } = v.parse(
  v.looseObject({ n_positions: v.number() }),
  JSON.parse(readFileSync(join(checkpoint, "config.json"), "utf8")),
);
const server = await serveModel(model);
try {
  const api = evaluate("local-completions", {
    model: await nameAt(server.url),
    base_url: `${server.url}/v1/completions`,
    tokenizer_backend: "huggingface",
    tokenizer: checkpoint,
    max_length: `${n_positions}`,
    num_concurrent: "4",
    tokenized_requests: "True",
  });
  // A tokenizer that begins texts by itself would have them begin twice.
  const options = { pretrained: checkpoint, dtype: "float32", max_length: `${n_positions}`, add_bos_token: "False" };
  process.exitCode = report(api, evaluate("hf", options)) ? 0 : 1;
} finally {
  await server.end();
  rmSync(place, { recursive: true });
}

interface Evaluated {
  readonly perplexity: number;
  /** What the model would choose, and what it writes, by task. */
  readonly chosen: readonly string[];
  readonly written: readonly string[];
}

function report(api: Evaluated, hf: Evaluated): boolean {
  const off = Math.abs(api.perplexity / hf.perplexity - 1);
  const isNear = off <= TOLERANCE;
  console.log(
    `word perplexity: ${api.perplexity} served, ${hf.perplexity} by transformers: ${(off * 100).toFixed(4)} %`,
  );
  const same = (one: readonly string[], other: readonly string[]) => one.filter((text, i) => text === other[i]).length;
  const [chosen, written] = [same(api.chosen, hf.chosen), same(api.written, hf.written)];
  console.log(`multiple_choice: ${chosen} of ${hf.chosen.length} choices alike`);
  console.log(`generate_until: ${written} of ${hf.written.length} texts alike`);
  return isNear && hf.written.length > 0 && chosen === hf.chosen.length && written === hf.written.length;
}

function evaluate(kind: string, options: Readonly<Record<string, string>>): Evaluated {
  const out = join(place, kind);
  const given = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const command = ["--model", kind, "--model_args", given.join(","), "--include_path", tasks, "--batch_size", "1"];
  const line = [
    "-m",
    "lm_eval",
    ...command,
    "--tasks",
    "own_ppl,own_choice,own_text",
    "--output_path",
    out,
    "--log_samples",
  ];
  execFileSync(values.python, line, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, HF_HUB_OFFLINE: "1" },
  });
  const files = readdirSync(out, { recursive: true, encoding: "utf8" });
  const read = (name: RegExp) => readFileSync(join(out, files.find((file) => name.test(file)) ?? "none"), "utf8");
  const samples = (task: string) =>
    read(new RegExp(`samples_${task}_`))
      .trim()
      .split("\n")
      .map((one) => v.parse(sample, JSON.parse(one)));
  const results = v.parse(evaluated, JSON.parse(read(/results_/)));
  return {
    perplexity: results.results.own_ppl["word_perplexity,none"],
    chosen: samples("own_choice").map(({ filtered_resps }) => String(likeliest(filtered_resps))),
    written: samples("own_text").map(({ filtered_resps }) => String(filtered_resps[0])),
  };
}

/** Which of the answers has the highest log-likelihood. */
function likeliest(answers: readonly unknown[]): number {
  const scores = answers.map((answer) => Number(v.parse(v.looseTuple([v.unknown()]), answer)[0]));
  return scores.indexOf(Math.max(...scores));
}

async function nameAt(url: string): Promise<string> {
  const listed = v.parse(
    v.object({ data: v.array(v.looseObject({ id: v.string() })) }),
    await (await fetch(`${url}/v1/models`)).json(),
  );
  return listed.data[0]?.id ?? "";
}

/** Three tasks over the parts of a text, as the harness reads them. @returns the folder */
function writeTasks(folder: string): string {
  mkdirSync(folder);
  const all = readFileSync(TEXT, "utf8").trim().split(/\s+/);
  const texts = Array.from({ length: Math.ceil(all.length / WORDS) }, (_, i) => all.slice(i * WORDS, (i + 1) * WORDS));
  const lines = texts.map((words) => {
    const begun = Math.min(4, words.length - 1);
    const [question, answer] = [words.slice(0, begun).join(" "), ` ${words[begun] ?? ""}`];
    return JSON.stringify({ text: words.join(" "), question, choices: [answer, ...NEXT_WORDS] });
  });
  const data = join(folder, "texts.jsonl");
  writeFileSync(data, `${lines.join("\n")}\n`);
  const shared = { dataset_path: "json", dataset_kwargs: { data_files: { test: data } }, test_split: "test" };
  const told = { doc_to_text: "{{question}}", doc_to_target: "{{choices[0]}}" };
  const ending = { until: ["\n"], do_sample: false, temperature: 0, max_gen_toks: 12 };
  const perplexity = { output_type: "loglikelihood_rolling", doc_to_text: "", doc_to_target: "{{text}}" };
  const tasks = [
    { task: "own_ppl", ...perplexity, metric_list: [{ metric: "word_perplexity" }] },
    {
      task: "own_choice",
      ...told,
      output_type: "multiple_choice",
      doc_to_choice: "{{choices}}",
      doc_to_target: 0,
      metric_list: [{ metric: "acc" }],
    },
    {
      task: "own_text",
      ...told,
      output_type: "generate_until",
      generation_kwargs: ending,
      metric_list: [{ metric: "exact_match" }],
    },
  ];
  // JSON is YAML.
  for (const task of tasks) writeFileSync(join(folder, `${task.task}.yaml`), JSON.stringify({ ...shared, ...task }));
  return folder;
}
