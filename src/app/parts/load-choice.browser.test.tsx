import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { infoOf } from "../testing/answers.ts";
import { OWN, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { LoadChoice } from "./load-choice.tsx";

const choice = page.getByRole("combobox", { name: "Weights" });

async function showChoice() {
  const opened = await openReadyPage();
  await show(<LoadChoice label="Weights" option="dtype" choices={["q8", "q4"]} nameOf={(one) => one} />, opened);
  return opened;
}

describe("LoadChoice", () => {
  it("loads the model again with what is chosen, and by itself when that is given up", async () => {
    const { asked, loads } = await showChoice();
    await choice.selectOptions("q4");
    await expect.element(choice).toHaveValue("q4");
    loads[1]?.settle(succeed(infoOf(OWN)));
    await choice.selectOptions("");
    await expect
      .poll(() => asked.slice(1))
      .toEqual([
        [OWN, { dtype: "q4" }],
        [OWN, {}],
      ]);
  });

  it("changes nothing while a text is written, and says that it would not", async () => {
    const { session, asked } = await showChoice();
    session.type("life");
    session.generate();
    await expect.element(choice).toHaveAttribute("aria-disabled", "true");
    // As a keyboard chooses in it: it keeps its focus, and so is no disabled one.
    await userEvent.click(choice, { force: true });
    await userEvent.keyboard("{Escape}{ArrowDown}");
    await expect.element(choice).toHaveValue("");
    expect(asked).toHaveLength(1);
  });
});
