import { describe, expect, it } from "vitest";
import { measureEvenly } from "../testing/measure.ts";
import { FORMAT_NAMES, FORMATS, type FormatName, STYLES, type StyleName } from "./formats.ts";
import type { Content } from "./frame.ts";
import { layOut } from "./layout.ts";
import type { Box, QrShape, Shape, TextShape } from "./shapes.ts";

const BASE: Content = {
  title: "Quotes",
  address: "example.org/quotes",
  prompt: "life is not",
  text: " over.",
  qrSize: 61,
};
const LONG = " and so it goes on".repeat(110);
const CONTENTS: Readonly<Record<string, Content>> = {
  "a short sentence": BASE,
  "a word": { ...BASE, prompt: "", text: "Love" },
  "2,000 characters": { ...BASE, text: LONG },
  "one enormous word": { ...BASE, prompt: "", text: "x".repeat(3000) },
  "a long prompt": { ...BASE, prompt: "some words ".repeat(300), text: "the end" },
  Arabic: { ...BASE, prompt: "الحياة ليست", text: " مشكلة يجب حلها" },
  Chinese: { ...BASE, prompt: "人生不是", text: "一个需要解决的问题，而是一种需要体验的现实。" },
  "a long title and address": {
    ...BASE,
    title: "A very long title ".repeat(8),
    address: `example.org/${"folder/".repeat(20)}`,
  },
  "a code as large as can be": { ...BASE, text: LONG, qrSize: 129 },
  "no code": { title: "Quotes", address: "example.org", prompt: "", text: "Love is all." },
};
const CASES = FORMAT_NAMES.flatMap((format) =>
  STYLES.flatMap((style) => Object.entries(CONTENTS).map(([name, content]) => ({ format, style, name, content }))),
);
const lay = (content: Content, format: FormatName = "square", style: StyleName = "quote") =>
  layOut(content, format, style, () => measureEvenly);
const textsIn = (shapes: readonly Shape[]) => shapes.filter((shape): shape is TextShape => shape.kind === "text");
const textAt = (shapes: readonly Shape[], text: string) => textsIn(shapes).find((shape) => shape.text === text);
const qrIn = (shapes: readonly Shape[]) => shapes.find((shape): shape is QrShape => shape.kind === "qr");

/** What a shape covers; of a text from its top to what hangs below its line. */
function boxOf(shape: Shape, qrSize = 0): Box {
  if (shape.kind === "qr") return { ...shape, width: qrSize * shape.module, height: qrSize * shape.module };
  if (shape.kind === "mark") return { ...shape, width: shape.size, height: shape.size };
  if (shape.kind !== "text") return shape;
  const width = measureEvenly(shape.text, shape.size);
  const x = shape.x - { left: 0, center: width / 2, right: width }[shape.align];
  return { x, y: shape.y - 0.8 * shape.size, width, height: shape.size };
}

function overlap(one: Box, other: Box): boolean {
  const isApart = (at: number, length: number, from: number, size: number) => at + length <= from || from + size <= at;
  return !isApart(one.x, one.width, other.x, other.width) && !isApart(one.y, one.height, other.y, other.height);
}

describe("layOut", () => {
  it.each(CASES)(
    "$format, $style: nothing of $name leaves the picture or covers something else",
    ({ format, style, content }) => {
      const { width, height } = FORMATS[format];
      const drawn = lay(content, format, style).filter(({ kind }) => kind !== "fill" && kind !== "outline");
      const boxes = drawn.map((shape) => ({ shape, box: boxOf(shape, content.qrSize) }));
      for (const { shape, box } of boxes) {
        expect(box.x, JSON.stringify(shape)).toBeGreaterThanOrEqual(40);
        expect(box.x + box.width, JSON.stringify(shape)).toBeLessThanOrEqual(width - 40);
        expect(box.y, JSON.stringify(shape)).toBeGreaterThanOrEqual(40);
        expect(box.y + box.height, JSON.stringify(shape)).toBeLessThanOrEqual(height - 40);
      }
      for (const [at, one] of boxes.entries()) {
        const covered = boxes.slice(at + 1).filter((other) => overlap(one.box, other.box));
        expect(covered.map(({ shape }) => [one.shape, shape])).toEqual([]);
      }
    },
  );

  it.each(STYLES)("%s: says what it has to say: sentence, title, address", (style) => {
    const said = textsIn(lay(BASE, "wide", style)).map(({ text }) => text);
    expect(said.join(" ")).toContain("life is not over.");
    expect(said).toEqual(expect.arrayContaining(["Quotes", "example.org/quotes"]));
  });

  it("colours what the model wrote apart from the prompt", () => {
    const sentence = textsIn(lay(BASE)).filter(({ from }) => from !== undefined);
    const inAccent = sentence
      .map(({ text, from }) => text.slice(from?.at))
      .join(" ")
      .trim();
    expect(inAccent).toBe("over.");
  });

  it("gives a line one colour where parts of it are read the other way", () => {
    const [line] = textsIn(lay({ ...BASE, prompt: "שלום", text: " GPT" })).filter(({ from }) => from !== undefined);
    expect(line).toMatchObject({ text: "שלום GPT", direction: "rtl", from: { at: 0 } });
  });

  it("mirrors a picture of a text that is read from right to left", () => {
    const content = { ...BASE, prompt: "الحياة", text: " جميلة" };
    const shapes = lay(content, "square", "poster");
    expect(textAt(shapes, "الحياة جميلة")).toMatchObject({ align: "right", direction: "rtl" });
    expect(textAt(shapes, "example.org/quotes")).toMatchObject({ align: "right", direction: "ltr" });
    expect(qrIn(shapes)?.x).toBeLessThan(540);
    expect(qrIn(lay(BASE))?.x).toBeGreaterThan(540);
  });

  it("draws the squares of a code in whole pixels, at least three of them", () => {
    for (const qrSize of [29, 61, 85, 129]) {
      const module = qrIn(lay({ ...BASE, qrSize }))?.module ?? 0;
      expect(module).toBeGreaterThanOrEqual(3);
      expect(Number.isInteger(module)).toBe(true);
    }
  });

  it("shows the end of a long prompt and all of a text that would have no room else", () => {
    const said = textsIn(lay({ ...BASE, prompt: "some words ".repeat(300), text: "the end" }))
      .filter(({ from }) => from !== undefined)
      .map(({ text }) => text)
      .join(" ");
    expect(said).toMatch(/^… .*the end$/);
  });

  it("makes the title the sentence where nothing was written, and says it once", () => {
    const said = textsIn(lay({ ...BASE, prompt: " ", text: "" })).map(({ text }) => text);
    expect(said.filter((text) => text === "Quotes")).toHaveLength(1);
  });
});
