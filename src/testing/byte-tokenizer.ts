/** A `tokenizer.json` of GPT-2's kind with one token per byte and `<|endoftext|>` (id 256). */
export function byteTokenizer(): string {
  const vocab = Object.fromEntries(byteCharacters().map((character, byte) => [character, byte]));
  return JSON.stringify({
    version: "1.0",
    added_tokens: [{ id: 256, content: "<|endoftext|>", special: true }],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: { type: "ByteLevel", add_prefix_space: true, trim_offsets: false, use_regex: true },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: "BPE", vocab, merges: [] },
  });
}

/** GPT-2's stand-in character for each byte: itself where it can be printed, else one from U+0100 on. */
function byteCharacters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(printable ? byte : next++);
  });
}
