import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, int, patched } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";
import { LLMC_HEADER, writeLlmc } from "./write-llmc.ts";

const HEADER_BYTES = 1024;

const llmc = (name: string, bytes: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `llm.c: ${name}`,
  code,
  files: llmcFiles(bytes),
});

/** The tiny checkpoint with its weights in a file of llm.c, and nothing that says its sizes. */
export const llmcFiles = (bytes: Uint8Array) =>
  tinyFiles({ "config.json": null, "model.safetensors": null, "gpt2.bin": bytes });

export function* hostileLlmc(): HostileCases {
  const good = writeLlmc();
  const field = (i: number, value: number) => patched(good, 4 * i, int(value, 4));
  for (const cut of [0, 4, 1023]) yield llmc(`cut at byte ${cut}`, good.slice(0, cut), "no_usable_files");
  for (const cut of [1024, 1025, 1100, good.length - 4, good.length - 1])
    yield llmc(`cut at byte ${cut}`, good.slice(0, cut));
  yield llmc("a byte behind", concat([good, [0]]));
  for (const magic of [0, 20_240_327, 20_240_325, 20_240_520])
    yield llmc(`magic ${magic}`, field(0, magic), "no_usable_files");
  for (const version of [0, 2, 4, 6, -3, 2 ** 31 - 1])
    yield llmc(`version ${version}`, field(1, version), "no_usable_files");
  yield llmc("another number format than its version's", field(1, 5));
  yield llmc("without the padding that it has", field(1, 1));
  const names = ["n_positions", "vocab_size", "n_layer", "n_head", "n_embd"];
  for (const [i, name] of names.entries()) {
    const right = LLMC_HEADER[i + 2] ?? 0;
    for (const value of [0, -1, right + 3, 2 ** 30, 2 ** 31 - 1]) yield llmc(`${name} ${value}`, field(i + 2, value));
  }
  for (const rows of [0, -1, 2, 6, 2 ** 31 - 1]) yield llmc(`${rows} rows`, field(7, rows));
  for (const [at, value] of [
    [0, 0x7fc0_0000],
    [4, 0x7f80_0000],
    [200, 0xff80_0000],
  ] as const)
    yield llmc(`no number at ${at}`, patched(good, HEADER_BYTES + at, int(value, 4)));
}
