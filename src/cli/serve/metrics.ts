import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What is counted, in Prometheus' form. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void;
  /** A run that has ended. */
  tokens(prompt: number, completion: number): void;
  firstToken(seconds: number): void;
  /** @returns the text, and its media type */
  report(): Promise<{ readonly text: string; readonly type: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** @param now what is to be told of this moment: runs that are computed, runs that wait, threads */
export function createMetrics(now: () => { running: number; waiting: number; threads: number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "hostless_requests_total",
    help: "Requests that were answered.",
    labelNames: ["route", "status"] as const,
    registers,
  });
  const seconds = new Histogram({
    name: "hostless_request_seconds",
    help: "From a request's head to the end of its answer.",
    labelNames: ["route"] as const,
    buckets: SECONDS,
    registers,
  });
  const first = new Histogram({
    name: "hostless_first_token_seconds",
    help: "From the beginning of a run to its first token.",
    buckets: SECONDS,
    registers,
  });
  const prompt = new Counter({ name: "hostless_prompt_tokens_total", help: "Tokens of prompts.", registers });
  const completion = new Counter({ name: "hostless_completion_tokens_total", help: "Tokens written.", registers });
  const gauge = (name: "running" | "waiting" | "threads", help: string) =>
    new Gauge({
      name: `hostless_${name}`,
      help,
      registers,
      collect() {
        this.set(now()[name]);
      },
    });
  gauge("running", "Runs that are computed.");
  gauge("waiting", "Runs that wait for a thread.");
  gauge("threads", "Threads that compute.");
  return {
    request(route, status, took) {
      requests.inc({ route, status: String(status) });
      seconds.observe({ route }, took);
    },
    tokens(prompts, completions) {
      prompt.inc(prompts);
      completion.inc(completions);
    },
    firstToken: (took) => first.observe(took),
    report: async () => ({ text: await registry.metrics(), type: registry.contentType }),
  };
}
