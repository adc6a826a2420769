import type { EngineName } from "./drivers/driver.ts";
import type { World } from "./world.ts";

/** One thing that must hold in every engine. */
export interface Check {
  /** As the table names it. */
  readonly name: string;
  /** Engines where it cannot be, with the reason: said in the table, and not tried. */
  readonly notPossible?: Partial<Record<EngineName, string>>;
  /** Throws where it does not hold. What it gives is shown in the table, such as a time. */
  readonly run: (world: World) => Promise<string | undefined>;
}

/** Compares as JSON. */
export function expectSame(what: string, got: unknown, wanted: unknown): void {
  const [is, should] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what}: ${is} instead of ${should}`);
}

export function expectTrue(what: string, holds: boolean): void {
  if (!holds) throw new Error(what);
}
