/** The bytes of an LZ4 frame without checksums of its blocks, as the Hub's client writes it. @throws RangeError for a damaged one */
export function readLz4Frame(frame: Buffer): Buffer {
  if (frame.readUInt32LE(0) !== 0x184d2204) throw new RangeError("This is no LZ4 frame.");
  const hasSize = (frame.readUInt8(4) & 8) !== 0;
  const blocks: Buffer[] = [];
  for (let at = hasSize ? 15 : 7; ; ) {
    const head = frame.readUInt32LE(at);
    const size = head & 0x7fff_ffff;
    if (size === 0) return Buffer.concat(blocks);
    const block = frame.subarray(at + 4, at + 4 + size);
    if (head >>> 31) blocks.push(block);
    else blocks.push(readBlock(block, Buffer.concat(blocks.slice(-1))));
    at += 4 + size;
  }
}

/** @param before what a block may repeat: the one before it */
function readBlock(block: Buffer, before: Buffer): Buffer {
  const out = [...before];
  let at = 0;
  const longer = (length: number): number => {
    let whole = length;
    if (length === 15) {
      let more: number;
      do {
        more = block.readUInt8(at++);
        whole += more;
      } while (more === 255);
    }
    return whole;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = longer(token >> 4);
    out.push(...block.subarray(at, at + literals));
    at += literals;
    if (at >= block.length) break;
    const from = out.length - block.readUInt16LE(at);
    at += 2;
    const repeated = longer(token & 15) + 4;
    for (let index = 0; index < repeated; index++) out.push(out[from + index] ?? 0);
  }
  return Buffer.from(out.slice(before.length));
}
