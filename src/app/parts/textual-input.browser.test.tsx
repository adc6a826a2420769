import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ListKind } from "../typed-list.ts";
import { HeldList } from "../testing/held-fields.tsx";

const field = page.getByRole("textbox", { name: "List" });

async function showField(kind: ListKind) {
  const changes: unknown[] = [];
  await render(<HeldList kind={kind} onChange={(value) => changes.push(value)} />);
  return changes;
}

describe("TextualInput", () => {
  it("keeps a comma at the end, which another number may follow", async () => {
    const changes = await showField("numbers");
    await field.fill("1,");
    await expect.element(field).toHaveValue("1,");
    await field.fill("1,2");
    expect(changes).toEqual([[1], [1, 2]]);
  });

  it("shows a value that is set from elsewhere", async () => {
    await showField("numbers");
    await field.fill("1, 2");
    await page.getByRole("button").click();
    await expect.element(field).toHaveValue("7");
  });

  it("takes a line for each part of a list of lists", async () => {
    const changes = await showField("runs");
    await field.fill("1, 2\n3");
    expect(changes).toEqual([[[1, 2], [3]]]);
    await field.fill("");
    expect(changes.at(-1)).toBeUndefined();
  });
});
