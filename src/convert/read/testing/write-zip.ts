import { crc32 } from "../../../contract/crc32.ts";
import { concat, int, utf8 } from "./binary.ts";

/** An entry; what the two headers claim can be changed apart from the truth. */
export interface TinyEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly central?: Partial<Claims>;
  readonly local?: Partial<Claims>;
  readonly descriptor?: Partial<Claims>;
  /** Bytes before the local header that belong to no entry. */
  readonly gap?: number;
  /** Left out of the directory. */
  readonly hidden?: boolean;
}

interface Claims {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly disk: number;
  readonly comment: string;
  readonly signature: number;
}

/** A zip as torch writes it: stored, sizes behind the data, ZIP64 end record. `tail` changes the end records. */
export function writeZip(entries: readonly TinyEntry[], tail: Readonly<Partial<Record<TailField, number>>> = {}) {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const push = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    const truth: Claims = {
      name: entry.name,
      flags: 0x0808,
      method: 0,
      crc: crc32(Uint8Array.from(entry.data)),
      packed: entry.data.length,
      size: entry.data.length,
      offset: at + (entry.gap ?? 0),
      disk: 0,
      comment: "",
      signature: 0x04034b50,
    };
    push(new Uint8Array(entry.gap ?? 0));
    push(localHeader({ ...truth, crc: 0, packed: 0, size: 0, ...entry.local }));
    push(entry.data);
    const { signature, crc, packed, size } = { ...truth, signature: 0x08074b50, ...entry.descriptor };
    if ((truth.flags & 8) !== 0) push(concat([int(signature, 4), int(crc, 4), int(packed, 4), int(size, 4)]));
    if (!entry.hidden) directory.push(centralHeader({ ...truth, signature: 0x02014b50, ...entry.central }));
  }
  return concat([...parts, ...directory, endRecords(directory.length, at, concat(directory).length, tail)]);
}

function localHeader(claims: Claims): Uint8Array {
  const name = utf8(claims.name);
  const fields = [int(claims.signature, 4), int(0, 2), int(claims.flags, 2), int(claims.method, 2), int(0, 4)];
  return concat([
    ...fields,
    int(claims.crc, 4),
    int(claims.packed, 4),
    int(claims.size, 4),
    int(name.length, 2),
    int(0, 2),
    name,
  ]);
}

function centralHeader(claims: Claims): Uint8Array {
  const [name, comment] = [utf8(claims.name), utf8(claims.comment)];
  const fields = [int(claims.signature, 4), int(0, 4), int(claims.flags, 2), int(claims.method, 2), int(0, 4)];
  const sizes = [int(claims.crc, 4), int(claims.packed, 4), int(claims.size, 4)];
  const lengths = [int(name.length, 2), int(0, 2), int(comment.length, 2), int(claims.disk, 2), int(0, 4)];
  return concat([...fields, ...sizes, ...lengths, int(0, 2), int(claims.offset, 4), name, comment]);
}

type TailField =
  | "signature64"
  | "length64"
  | "disk64"
  | "directoryDisk64"
  | "here64"
  | "count64"
  | "size64"
  | "start64"
  | "locatorDisk"
  | "locatorOffset"
  | "locatorDisks"
  | "signature"
  | "disk"
  | "directoryDisk"
  | "here"
  | "count"
  | "size"
  | "start"
  | "comment";

function endRecords(count: number, start: number, size: number, tail: Readonly<Partial<Record<TailField, number>>>) {
  const of = (field: TailField, truth: number, width: 2 | 4 | 8) => int(tail[field] ?? truth, width);
  return concat([
    of("signature64", 0x06064b50, 4),
    of("length64", 44, 8),
    int(0, 4),
    of("disk64", 0, 4),
    of("directoryDisk64", 0, 4),
    of("here64", count, 8),
    of("count64", count, 8),
    of("size64", size, 8),
    of("start64", start, 8),
    int(0x07064b50, 4),
    of("locatorDisk", 0, 4),
    of("locatorOffset", start + size, 8),
    of("locatorDisks", 1, 4),
    of("signature", 0x06054b50, 4),
    of("disk", 0, 2),
    of("directoryDisk", 0, 2),
    of("here", count, 2),
    of("count", count, 2),
    of("size", size, 4),
    of("start", start, 4),
    of("comment", 0, 2),
  ]);
}
