import { failed, type Outcome } from "../contract/outcome.ts";
import { died } from "./connection.ts";

/** Settles a call by name once the worker that it went to has died, and every call after it. */
export function orDead(worker: Worker): <T>(call: Promise<Outcome<T>>) => Promise<Outcome<T>> {
  const death = new Promise<Outcome<never>>((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(failed(died(event.message || "")));
    });
  });
  return (call) => Promise.race([call, death]);
}
