import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { HeldNumber } from "../testing/held-fields.tsx";

const field = page.getByRole("spinbutton", { name: "Number" });

async function showField(start?: number) {
  const changes: unknown[] = [];
  await render(<HeldNumber {...(start !== undefined && { start })} onChange={(value) => changes.push(value)} />);
  return changes;
}

describe("NumberInput", () => {
  it("keeps the very letters that were typed while they stand for its value", async () => {
    const changes = await showField();
    await field.fill("1,50");
    await expect.element(field).toHaveValue("1,50");
    expect(changes).toEqual([1.5]);
    await expect.element(field).toHaveAttribute("aria-valuenow", "1.5");
  });

  it("shows a value that is set from elsewhere", async () => {
    await showField();
    await field.fill("1,50");
    await page.getByRole("button").click();
    await expect.element(field).toHaveValue("3");
  });

  it("counts by steps from what applies, tenfold with Page Up and Page Down, and ends at its limits", async () => {
    const changes = await showField();
    await field.click();
    await userEvent.keyboard("{ArrowUp}{ArrowDown}{ArrowDown}{PageUp}{PageDown}{PageDown}{PageDown}{PageDown}");
    expect(changes).toEqual([10.5, 10, 9.5, 14.5, 9.5, 4.5, 0, 0]);
  });

  it("leaves keys of the browser and the system alone", async () => {
    const changes = await showField(5);
    await field.click();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}{Control>}{ArrowUp}{/Control}");
    expect(changes).toEqual([]);
  });

  it("is no value at all where it is empty, and none that is a number where it is no number", async () => {
    const changes = await showField(5);
    await field.fill("five");
    await field.fill("");
    expect(changes).toEqual([Number.NaN, undefined]);
    await expect.element(field).not.toHaveAttribute("aria-valuenow");
  });
});
