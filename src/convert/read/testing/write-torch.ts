import { concat, floats, int, utf8 } from "./binary.ts";
import type { TinyTensor } from "./write-safetensors.ts";
import { tinyTensors } from "./tiny-checkpoint.ts";
import { op, stateDict, wholePickle } from "./write-pickle.ts";
import { type TinyEntry, writeZip } from "./write-zip.ts";

/** Entries of a file of `torch.save` with these tensors, the tiny checkpoint's, and any pickle. */
export function torchEntries(
  pickle: Uint8Array = wholePickle(stateDict(tinyTensors())),
  tensors: readonly TinyTensor[] = tinyTensors(),
): TinyEntry[] {
  return [
    { name: "m/data.pkl", data: pickle },
    { name: "m/byteorder", data: utf8("little") },
    ...tensors.map(({ values }, i) => ({ name: `m/data/${i}`, data: floats(values) })),
    { name: "m/version", data: utf8("3\n") },
  ];
}

export const torchZip = (pickle?: Uint8Array): Uint8Array<ArrayBuffer> => writeZip(torchEntries(pickle));

const MAGIC = [
  0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e, 0x80, 2, 0x4d, 0xe9, 3, 0x2e,
];

export interface OldParts {
  readonly magic: readonly number[];
  readonly machine: Uint8Array;
  readonly state: Uint8Array;
  readonly keys: Uint8Array;
  readonly storages: readonly Uint8Array[];
}

/** The tiny checkpoint as torch wrote it before 1.6. */
export function torchOld(change: Partial<OldParts> = {}): Uint8Array<ArrayBuffer> {
  const tensors = tinyTensors();
  const parts: OldParts = {
    magic: MAGIC,
    machine: wholePickle([...op.emptyDict, ...op.text("little_endian"), 0x88, ...op.setItem]),
    state: wholePickle(stateDict(tensors)),
    keys: wholePickle([...op.emptyList, ...op.mark, ...tensors.flatMap((_, i) => op.text(String(i))), 0x65]),
    storages: tensors.map(({ values }) => concat([int(values.length, 8), floats(values)])),
    ...change,
  };
  return concat([parts.magic, parts.machine, parts.state, parts.keys, ...parts.storages]);
}
