import type { Browser } from "@playwright/test";
import type { BackendReport } from "../../../src/contract/model-info.ts";
import { generate, load, unwrap } from "../../../src/testing/engine-page/play.ts";
import { startFaultSite, TINY } from "../../../src/testing/fault-site.ts";
import { type Death, type Mortal, wrongs } from "./death.ts";

const LENGTH = 16;

/**
 * The GPU's process, which dies in the middle of a run while another call waits behind it. Each death meets a page that
 * was loaded anew: one that has lost its GPU goes on with the CPU.
 */
export async function startGpuDeaths(browser: Browser): Promise<Mortal> {
  const site = await startFaultSite({}, "fp32");
  const session = await browser.newBrowserCDPSession();

  return {
    async die(turn): Promise<Death> {
      const page = await browser.newPage();
      let diedAt = 0;
      await page.exposeFunction("crashGpu", async () => {
        diedAt = Date.now();
        await session.send("Browser.crashGpuProcess").catch(() => undefined);
      });
      await page.goto(site.url);
      unwrap(await load(page, TINY, { backend: "onnx-webgpu", dtype: "fp32" }));
      const parameters = { max_new_tokens: LENGTH, do_sample: true, seed: turn };
      const whole = unwrap((await generate(page, "Once upon", parameters)).outcome);
      const { outcome, pieces, score, settledAt, answeredAt } = await page.evaluate(
        async ([parameters, at]) => {
          const pieces: string[] = [];
          const request = { prompt: "Once upon", parameters };
          const run = window.engine.generate(request, 2, async ({ text, tokens }) => {
            pieces.push(text);
            if (tokens === at) await window.crashGpu();
          });
          const score = await window.engine.score({ text: "Hello" }, 0);
          const settledAt = Date.now();
          return { outcome: await run, pieces, score, settledAt, answeredAt: Date.now() };
        },
        [parameters, 1 + (turn % (LENGTH - 1))] as const,
      );
      await page.close();
      const text = JSON.stringify(whole.samples);
      return {
        what: "GPU",
        settled: settledAt - diedAt,
        answered: answeredAt - diedAt,
        wrong: wrongs({
          "the waiting call fails with gpu_lost": !score.ok && score.failure.code === "gpu_lost",
          "the run began on the GPU": whole.backend.device === "webgpu",
          "it says that the CPU finished it": outcome.ok && isStandIn(outcome.value.backend),
          "the same text": outcome.ok && JSON.stringify(outcome.value.samples) === text,
          "no piece twice": pieces.join("") === whole.samples[0]?.text,
        }),
      };
    },
    close: () => site.close(),
  };
}

function isStandIn({ device, reason }: BackendReport): boolean {
  return device === "wasm" && reason.detail === "gpu_lost";
}
