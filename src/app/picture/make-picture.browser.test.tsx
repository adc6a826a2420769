import { describe, expect, it } from "vitest";
import { pixelsOf, readQr } from "../testing/read-qr.ts";
import { FORMAT_NAMES, FORMATS, SCHEMES, STYLES } from "./formats.ts";
import type { Content } from "./frame.ts";
import { canReadPixels, drawingSteps, type PictureChoice, pngOf } from "./make-picture.ts";
import { PALETTE } from "./palette.ts";

const LINK = `https://owner.github.io/quotes/#s2=${"AbCdEf0123456789-_".repeat(14)}`;
const BASE = { title: "Quotes", address: "owner.github.io/quotes", prompt: "life is not", text: " over." };
const CHOICE: PictureChoice = { format: "square", style: "quote", scheme: "light" };
const CHOICES = FORMAT_NAMES.flatMap((format) =>
  STYLES.flatMap((style) => SCHEMES.map((scheme) => ({ format, style, scheme }))),
);

async function draw(content: Omit<Content, "qrSize">, choice = CHOICE, link = LINK): Promise<Blob> {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) throw new Error("There is no canvas.");
  for (const step of drawingSteps(context, content, choice, link)) step();
  const png = await pngOf(context.canvas);
  if (png === undefined) throw new Error("The canvas made no file.");
  return png;
}

/** Where in a picture pixels have a colour. */
function placesOf({ data, width }: ImageData, colour: string): { readonly x: number; readonly y: number }[] {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const found = [];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== red || data[at + 1] !== green || data[at + 2] !== blue) continue;
    found.push({ x: (at / 4) % width, y: Math.floor(at / 4 / width) });
  }
  return found;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a picture", () => {
  it.each(CHOICES)("$format, $style, $scheme: is a PNG of its size, whose code opens the link", async (choice) => {
    const png = await draw(BASE, choice);
    expect(png.type).toBe("image/png");
    const { width, height } = await pixelsOf(png);
    expect({ width, height }).toEqual(FORMATS[choice.format]);
    expect(await readQr(png)).toBe(LINK);
  });

  it("has a code that can be read with the longest link", async () => {
    const link = `https://owner.github.io/#s2=${"Zx9-_".repeat(240)}`.slice(0, 1200);
    expect(
      await readQr(await draw({ ...BASE, text: " and on".repeat(300) }, { ...CHOICE, format: "wide" }, link)),
    ).toBe(link);
  });

  it.each([
    ["Arabic", { prompt: "الحياة ليست", text: " مشكلة يجب حلها، بل واقع." }],
    ["Hebrew with English in it", { prompt: "החיים אינם", text: " בעיה (2026) GPT-2 לפתור." }],
    ["Chinese", { prompt: "人生不是", text: "一个需要解决的问题，而是一种需要体验的现实。" }],
    ["emoji", { prompt: "Family 👨‍👩‍👧‍👦", text: " and flags 🇩🇪🇫🇷 with 👍🏽" }],
    ["2,000 characters", { prompt: "It was", text: " a bright cold day".repeat(111) }],
    ["one enormous word", { prompt: "", text: "Donaudampfschifffahrt".repeat(60) }],
    ["nothing at all", { prompt: "", text: "" }],
  ])("%s is drawn, with a code that opens the link", async (_name, text) => {
    for (const style of STYLES) {
      const png = await draw({ ...BASE, ...text }, { ...CHOICE, style });
      const pixels = await pixelsOf(png);
      expect(placesOf(pixels, PALETTE.light.accent).length).toBeGreaterThan(1000);
      expect(await readQr(png)).toBe(LINK);
    }
  });

  it.each([
    ["from left to right", { prompt: "life is", text: " long" }, 1],
    ["from right to left", { prompt: "الحياة", text: " جميلة" }, -1],
  ])("has prompt and text of one line in two colours, %s", async (_name, text, order) => {
    const pixels = await pixelsOf(await draw({ ...BASE, ...text, title: "" }));
    const prompt = placesOf(pixels, PALETTE.light.ink);
    const rows = new Set(prompt.map(({ y }) => y));
    const written = placesOf(pixels, PALETTE.light.accent).filter(({ y }) => rows.has(y));
    expect(Math.min(prompt.length, written.length)).toBeGreaterThan(500);
    expect(Math.sign(mean(written.map(({ x }) => x)) - mean(prompt.map(({ x }) => x)))).toBe(order);
  });

  it("has no code where there is no link", async () => {
    const context = document.createElement("canvas").getContext("2d");
    if (context === null) throw new Error("There is no canvas.");
    for (const step of drawingSteps(context, BASE, CHOICE, undefined)) step();
    await expect(pngOf(context.canvas).then((png) => readQr(png ?? new Blob()))).rejects.toThrow();
  });

  it("is drawn where the browser gives pages the pixels that they drew", () => {
    expect(canReadPixels()).toBe(true);
  });
});
