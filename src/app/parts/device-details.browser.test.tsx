import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { makeFailure, makeNote, succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf } from "../testing/answers.ts";
import { OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import DeviceDetails from "./device-details.tsx";

describe("DeviceDetails", () => {
  it("says that there is no model", async () => {
    await show(<DeviceDetails />, openPage());
    await expect.element(page.getByText(enLate.noModel)).toBeVisible();
  });

  it("says which backends were tried, how fast or why not, and runs the model on the one that is chosen", async () => {
    const opened = openPage();
    await show(<DeviceDetails />, opened);
    void opened.session.open({ source: OWN });
    opened.described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    const info = infoOf(OWN);
    const tried = [
      { backend: "kernel", msPerToken: 1.25 },
      { backend: "onnx-webgpu", refused: makeFailure("internal", "error", { reason: "no WebGPU adapter" }) },
    ] as const;
    opened.loads[0]?.settle(
      succeed({ ...info, backend: { ...info.backend, reason: makeNote("fastest", { count: 2 }), tried } }),
    );
    await expect.element(page.getByText("fastest of 2 measured")).toBeVisible();
    const [first, second] = page.getByRole("listitem").elements();
    expect([first?.textContent, second?.textContent]).toEqual([
      `CPU: ${enLate.perToken("1.25")}`,
      "GPU (WebGPU): no WebGPU adapter",
    ]);
    await page.getByRole("combobox", { name: enLate.runOn }).selectOptions("onnx-wasm");
    await expect.poll(() => opened.asked.at(-1)).toEqual([OWN, { backend: "onnx-wasm" }]);
  });
});
