import { dirname, normalize } from "node:path";

/** A module by its path, and what it imports as it is written there. */
export interface ImportingModule {
  readonly path: string;
  readonly imports: readonly string[];
}

/** Groups of two or more modules that import one another, directly or by way of others (Tarjan's algorithm). */
export function findCycles(modules: readonly ImportingModule[]): string[][] {
  const graph = new Map(modules.map(({ path, imports }) => [path, imports.map((to) => resolve(path, to))]));
  const [order, lowest] = [new Map<string, number>(), new Map<string, number>()];
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string): number => {
    const number = order.size;
    order.set(path, number);
    stack.push(path);
    let low = number;
    for (const to of graph.get(path) ?? []) {
      if (!graph.has(to)) continue;
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (stack.includes(to)) low = Math.min(low, order.get(to) ?? low);
    }
    lowest.set(path, low);
    if (low === number) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1) cycles.push(group.sort());
    }
    return low;
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return cycles;
}

/** AssemblyScript leaves the extension out. */
function resolve(from: string, to: string): string {
  if (!to.startsWith(".")) return to;
  const path = normalize(`${dirname(from)}/${to}`).replace(/\?.*$/, "");
  return /\.\w+$/.test(path) ? path : `${path}.ts`;
}
