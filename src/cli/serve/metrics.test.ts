import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

it("counts what happened, and asks for what is going on at each report", async () => {
  let running = 1;
  const metrics = createMetrics(() => ({ running, waiting: 2, threads: 3 }));
  metrics.request("/v1/completions", 200, 0.3);
  metrics.request("/v1/completions", 200, 7);
  metrics.request("/v1/completions", 422, 0.001);
  metrics.tokens(5, 16);
  metrics.firstToken(0.04);
  running = 4;
  const { text, type } = await metrics.report();
  const lines = text.split("\n");
  for (const line of [
    'hostless_requests_total{route="/v1/completions",status="200"} 2',
    'hostless_requests_total{route="/v1/completions",status="422"} 1',
    'hostless_request_seconds_bucket{le="0.5",route="/v1/completions"} 2',
    'hostless_request_seconds_count{route="/v1/completions"} 3',
    'hostless_first_token_seconds_bucket{le="0.05"} 1',
    'hostless_first_token_seconds_bucket{le="0.025"} 0',
    "hostless_prompt_tokens_total 5",
    "hostless_completion_tokens_total 16",
    "hostless_running 4",
    "hostless_waiting 2",
    "hostless_threads 3",
  ]) {
    expect(lines).toContain(line);
  }
  expect(type).toContain("text/plain");
});

it("keeps the counts of two servers apart", async () => {
  const now = () => ({ running: 0, waiting: 0, threads: 1 });
  const [one, other] = [createMetrics(now), createMetrics(now)];
  one.tokens(1, 9);
  expect((await other.report()).text).toContain("hostless_completion_tokens_total 0");
});
