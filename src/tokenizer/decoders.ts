import { decodeFallback } from "./byte-fallback.ts";
import { bytesOf } from "./byte-symbols.ts";
import { cleanToken } from "./clean-up.ts";
import { schemeOf } from "./metaspace.ts";
import type { Decoder } from "./schema/decoder.ts";
import { replaceAll, replacedPattern } from "./source-pattern.ts";

/** Tokens in, parts of the text out; joined they are the text. */
export type Decode = (tokens: readonly string[]) => string[];

/** The decoders of a sequence, one after the other. */
export function decodersOf(part: Decoder | null): Decoder[] {
  if (part === null) return [];
  return part.type === "Sequence" ? part.decoders.flatMap(decodersOf) : [part];
}

/** Whether tokens mean the same text wherever they stand: a text can then be decoded piece by piece. */
export function isFreeOfContext(part: Decoder | null): boolean {
  const kinds = decodersOf(part);
  return kinds.length > 0 && kinds.every(({ type }) => type === "ByteLevel" || type === "Fuse");
}

/** @throws NotUnderstood */
export function makeDecoder(part: Decoder): Decode {
  switch (part.type) {
    case "ByteLevel":
      return (tokens) => [decodeUtf8(allBytes(tokens))];
    case "Metaspace": {
      const prepends = schemeOf(part) !== "never";
      return (tokens) =>
        tokens.map((token, index) => token.replaceAll(part.replacement, index === 0 && prepends ? "" : " "));
    }
    case "Fuse":
      return (tokens) => [tokens.join("")];
    case "ByteFallback":
      return decodeFallback;
    case "BPEDecoder":
      return (tokens) =>
        tokens.map((token, index) => token.replaceAll(part.suffix, index === tokens.length - 1 ? "" : " "));
    case "WordPiece": {
      const cleaned = part.cleanup ? cleanToken : (token: string) => token;
      return (tokens) => tokens.map((token, index) => cleaned(index === 0 ? token : joinPiece(token, part.prefix)));
    }
    case "CTC":
      return (tokens) =>
        tokens.filter((token, index) => token !== tokens[index - 1]).flatMap((token) => pieceOfCtc(token, part));
    case "Strip":
      return (tokens) => tokens.map((token) => strip([...token], part).join(""));
    case "Replace": {
      const pattern = replacedPattern(part.pattern);
      return (tokens) => tokens.map((token) => replaceAll(token, pattern, part.content));
    }
    case "Sequence": {
      const steps = part.decoders.map(makeDecoder);
      return (tokens) => steps.reduce<string[]>((done, step) => step(done), [...tokens]);
    }
  }
}

/** A token that goes on with a word has the prefix. */
function joinPiece(token: string, prefix: string): string {
  return token.startsWith(prefix) ? token.slice(prefix.length) : ` ${token}`;
}

function pieceOfCtc(
  token: string,
  part: { pad_token: string; word_delimiter_token: string; cleanup: boolean },
): string[] {
  const bare = part.pad_token === "" ? token : token.replaceAll(part.pad_token, "");
  const text = part.cleanup ? cleanToken(bare).replaceAll(part.word_delimiter_token, " ") : bare;
  return text === "" ? [] : [text];
}

function allBytes(tokens: readonly string[]): number[] {
  const bytes: number[] = [];
  for (const token of tokens) for (const byte of bytesOf(token)) bytes.push(byte);
  return bytes;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** What is no UTF-8 becomes U+FFFD. */
function decodeUtf8(bytes: readonly number[]): string {
  return decoder.decode(Uint8Array.from(bytes));
}

function strip(
  characters: readonly string[],
  part: { content: string; start: number; stop: number },
): readonly string[] {
  let start = 0;
  while (start < part.start && characters[start] === part.content) start++;
  let end = characters.length;
  while (characters.length - end < part.stop && characters[end - 1] === part.content) end--;
  return characters.slice(start, end);
}
