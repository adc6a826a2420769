import type { Priority } from "../contract/engine.ts";

/** Whose turn it is; what is `idle` waits until nobody else does. */
type Turn = Priority | "idle";

/**
 * Runs pieces of work one at a time: the visitor's own before those of callers, each kind in the order in which it came.
 * A failed one does not stop the next.
 */
export function createQueue(): <T>(work: () => Promise<T>, priority?: Turn) => Promise<T> {
  const waiting: Record<Turn, (() => Promise<void>)[]> = { visitor: [], caller: [], idle: [] };
  let runs = false;

  const runAll = async (): Promise<void> => {
    runs = true;
    for (let next = take(); next !== undefined; next = take()) await next();
    runs = false;
  };
  const take = () => waiting.visitor.shift() ?? waiting.caller.shift() ?? waiting.idle.shift();

  return (work, priority = "visitor") =>
    new Promise((resolve, reject) => {
      waiting[priority].push(() => work().then(resolve, reject));
      if (!runs) void runAll();
    });
}
