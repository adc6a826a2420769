import { afterEach, describe, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { chooseLanguage } from "./choose-language.ts";
import { useWords } from "./current.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { enDocs } from "./en-docs.ts";
import { enEmbed } from "./en-embed.ts";
import { enLate } from "./en-late.ts";
import { useDocsWords } from "./use-docs-words.ts";
import { useEmbedWords } from "./use-embed-words.ts";
import { useLateWords } from "./use-late-words.ts";

const useStop = () => useWords().stop;
const useReset = () => useLateWords().reset;
const useBack = () => useDocsWords().back;
const useAllow = () => useEmbedWords().allow;

afterEach(() => chooseLanguage("en"));

describe("words to draw with", () => {
  it.each([
    ["the page", useStop, en.stop, de.stop],
    ["late parts", useReset, enLate.reset, de.late.reset],
    ["the API's page", useBack, enDocs.back, de.docs.back],
    ["the frame", useAllow, enEmbed.allow, de.embed.allow],
  ])("change with the language for %s", async (_where, useWord, english, german) => {
    const { result, act } = await renderHook(useWord);
    expect(result.current).toBe(english);
    await act(() => chooseLanguage("de"));
    expect(result.current).toBe(german);
  });
});
