import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepFocus } from "./keep-focus.ts";

let end = () => {};
beforeEach(() => {
  document.body.innerHTML = `<main tabindex="-1"><section tabindex="-1"><button id="one"></button></section><button id="two"></button></main>`;
  end = keepFocus(document);
});
afterEach(() => {
  end();
  document.body.replaceChildren();
});

const find = (selector: string) => {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`There is no ${selector}.`);
  return element;
};
const focused = () => document.activeElement?.localName;

describe("keepFocus", () => {
  it.each([
    ["its element goes", () => find("#one").remove()],
    ["its element is disabled", () => find("#one").setAttribute("disabled", "")],
  ])("goes to the nearest part around it when %s", async (_what, change) => {
    find("#one").focus();
    change();
    await expect.poll(focused).toBe("section");
  });

  it("goes further out where that part is gone, too", async () => {
    find("#one").focus();
    find("section").remove();
    await expect.poll(focused).toBe("main");
  });

  it("stays where it is when something else goes", async () => {
    find("#two").focus();
    find("section").remove();
    await Promise.resolve();
    expect(document.activeElement?.id).toBe("two");
  });

  it("does not come back once the visitor has left the element by himself", async () => {
    find("#one").focus();
    find("#one").blur();
    await Promise.resolve();
    find("#one").remove();
    await new Promise((resolve) => setTimeout(resolve));
    expect(focused()).toBe("body");
  });
});
