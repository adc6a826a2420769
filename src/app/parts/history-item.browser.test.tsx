import { expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { showTime } from "../words/locale.ts";
import { HistoryItem } from "./history-item.tsx";

it("shows the end of the prompt, the first text, when it was written and by what, and is used by a press", async () => {
  const use = vi.fn();
  const prompt = `gone ${"life ".repeat(60)}`;
  const entry = { v: 1, id: 1, at: 1e12, model: "poems", prompt, texts: [" is", " was"], parameters: {} } as const;
  await show(<HistoryItem entry={{ ...entry, texts: [...entry.texts] }} onUse={use} />, openPage());
  const item = page.getByRole("button");
  await expect.element(item).toHaveTextContent(`life is${showTime(1e12)} · poems`);
  await expect.element(item).not.toHaveTextContent("gone");
  await item.click();
  expect(use).toHaveBeenCalledOnce();
});
