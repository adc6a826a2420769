import { Detector, getDefaultOptions, type IMapFrame, MemoryStore } from "@jscpd/core";
import { Tokenizer } from "@jscpd/tokenizer";
import type { SourceFile } from "./source-files.ts";

/** Pairs of places with the same 25 tokens or more over 3 lines or more, imports left out. */
export async function findDuplicates(files: readonly SourceFile[]): Promise<string[]> {
  const options = { ...getDefaultOptions(), minTokens: 25, minLines: 3 };
  const detector = new Detector(new Tokenizer(), new MemoryStore<IMapFrame>(), [], options);
  const found: string[] = [];
  for (const { path, text } of files) {
    const format = path.endsWith("x") ? "tsx" : "typescript";
    // Lists of imports are alike wherever the same is used.
    const code = text.replace(/^import [^;]*;$/gm, (list) => list.replace(/[^\n]+/g, ""));
    for (const { duplicationA: a, duplicationB: b } of await detector.detect(path, code, format)) {
      found.push(`${a.sourceId}:${a.start.line} = ${b.sourceId}:${b.start.line}`);
    }
  }
  return found;
}
