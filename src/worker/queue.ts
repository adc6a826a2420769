import type { Priority } from "../contract/engine.ts";

/**
 * Runs pieces of work one at a time: the visitor's own before those of callers, each kind in the order in which it came.
 * A failed one does not stop the next.
 */
export function createQueue(): <T>(work: () => Promise<T>, priority?: Priority) => Promise<T> {
  const waiting: Record<Priority, (() => Promise<void>)[]> = { visitor: [], caller: [] };
  let runs = false;

  const runAll = async (): Promise<void> => {
    runs = true;
    for (let next = take(); next !== undefined; next = take()) await next();
    runs = false;
  };
  const take = () => waiting.visitor.shift() ?? waiting.caller.shift();

  return (work, priority = "visitor") =>
    new Promise((resolve, reject) => {
      waiting[priority].push(() => work().then(resolve, reject));
      if (!runs) void runAll();
    });
}
