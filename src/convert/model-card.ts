import { DTYPES, type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import type { Quality } from "../contract/manifest.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** What a card is written from where the checkpoint brings none. */
interface CardFacts {
  readonly name: string;
  /** Identifier as the Hub has it, e.g. `mit`. */
  readonly license?: string;
  readonly source?: { readonly repo: string; readonly commit: string };
  readonly quality: Partial<Record<Dtype, Quality>>;
}

/** The model card: the checkpoint's own, unchanged, or one that says where the weights come from and how good they are. */
export function modelCard(checkpoint: Checkpoint, facts: CardFacts): string {
  return checkpoint.readme ?? `${frontMatter(facts)}\n${body(checkpoint, facts)}`;
}

function frontMatter({ license, source }: CardFacts): string {
  const terms = license === undefined ? [] : [`license: ${license}`];
  const base = source ? [`base_model: ${source.repo}`] : [];
  return ["---", ...terms, "pipeline_tag: text-generation", "library_name: transformers.js", ...base, "---", ""].join(
    "\n",
  );
}

function body({ config }: Checkpoint, { name, license, source, quality }: CardFacts): string {
  const from = source ? `\`${source.repo}\` at commit \`${source.commit}\`` : "a checkpoint folder";
  const lines = [
    `# ${name}`,
    "",
    `GPT-2 with ${config.n_layer} layers of width ${config.n_embd}, ${config.vocab_size} tokens and ${config.n_positions}`,
    `positions, converted to ONNX from ${from} for the browser.`,
    license === undefined
      ? "The license is that of the source, which the checkpoint did not state."
      : `License: ${license}.`,
  ];
  const measured = DTYPES.flatMap((dtype) => qualityRow(dtype, quality[dtype]));
  const head = [
    "| dtype | file | perplexity, prefill | token by token | of fp32 | same top choice |",
    "|---|---|---|---|---|---|",
  ];
  return [...lines, "", ...(measured.length > 0 ? [...head, ...measured, ""] : [])].join("\n");
}

function qualityRow(dtype: Dtype, quality: Quality | undefined): string[] {
  if (!quality) return [];
  const perplexities = [quality.perplexity_prefill, quality.perplexity_decode, quality.fp32_perplexity];
  const cells = [dtype, `\`${GRAPH_FILES[dtype]}\``, ...perplexities.map((value) => value.toFixed(2))];
  return [`| ${cells.join(" | ")} | ${(100 * quality.top1_agreement).toFixed(1)} % |`];
}
