import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { factOf } from "../testing/find.ts";
import { FactList } from "./fact-list.tsx";

describe("FactList", () => {
  it("ties each value to its name, and keeps names from being translated", async () => {
    await render(
      <FactList
        facts={[
          ["Model", "quotes"],
          ["Weights", "q8"],
        ]}
        hasNames
      />,
    );
    expect(["Model", "Weights"].map(factOf)).toEqual(["quotes", "q8"]);
    await expect.element(page.getByRole("definition").first()).toHaveAttribute("translate", "no");
  });
});
