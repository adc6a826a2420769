import { at } from "../contract/at.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import { ADAPTER_NOTE, type AdapterNote } from "../contract/adapter-note.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { type RoundedDirection, vectorOf } from "./rounded-direction.ts";
import type { Voice } from "./voice.ts";

/** A voice as the adapter that it is, in the files that PEFT has it in: from here on it is read and checked like any other. */
export function voiceFiles({ name, base, directions }: Voice): readonly NamedBytes[] {
  const modules = [...groupByModule(directions)];
  const rank = Math.max(...modules.map(([, own]) => own.length));
  const pairs = modules.map(([module, own]) => pairOf(module, own));
  const files = writePeftFiles({
    rank,
    alpha: rank,
    targets: modules.map(([module]) => module),
    pairs,
    base: base.name,
  });
  const note: AdapterNote = { format: "hostless-adapter", version: 1, name, base };
  return [
    ...files.map(({ path, bytes }) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) })),
    { path: ADAPTER_NOTE, bytes: new Blob([JSON.stringify(note)]) },
  ];
}

function groupByModule(directions: readonly RoundedDirection[]): ReadonlyMap<string, readonly RoundedDirection[]> {
  const groups = new Map<string, readonly RoundedDirection[]>();
  for (const one of directions) groups.set(one.module, [...(groups.get(one.module) ?? []), one]);
  return groups;
}

/** A matrix's directions side by side. */
function pairOf(module: string, own: readonly RoundedDirection[]) {
  const [, layer, target = ""] = /^h\.(\d+)\.(.+)$/.exec(module) ?? [];
  const rank = own.length;
  const inputs = own.map(({ input }) => vectorOf(input));
  const outputs = own.map(({ output }) => vectorOf(output));
  const width = at(inputs, 0).length;
  const a = new Float32Array(rank * width);
  inputs.forEach((vector, j) => {
    a.set(vector, j * width);
  });
  const b = Float32Array.from({ length: at(outputs, 0).length * rank }, (_, i) =>
    at(at(outputs, i % rank), Math.floor(i / rank)),
  );
  return { layer: Number(layer), target, a, b, rank };
}
