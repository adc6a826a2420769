const KINDS = new Map([
  ["gamma", "weight"],
  ["beta", "bias"],
  ["embeddings", "weight"],
]);
/** Of the whole model; its blocks are `h_._0` and so on. */
const WHOLE = /^(?:wte|wpe|ln_f)\.(?:weight|bias)$/;
const BLOCK = /^h_\._(\d+)$/;

/** What torch calls a weight of Keras; nothing for one that is not of GPT-2 itself. */
export function canonicalName(path: string): string | undefined {
  const parts = path.replace(/:\d+$/, "").split("/");
  if (parts[0] === "optimizer_weights") return undefined;
  const kind = parts.pop() ?? "";
  const last = KINDS.get(kind) ?? kind;
  const start = parts.findLastIndex((part) => BLOCK.test(part));
  const block = BLOCK.exec(parts[start] ?? "")?.[1];
  if (block !== undefined) return ["h", block, ...parts.slice(start + 1), last].join(".");
  const name = `${parts.at(-1)}.${last}`;
  return WHOLE.test(name) ? name : undefined;
}
