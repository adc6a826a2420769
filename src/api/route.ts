import type { ApiWorld } from "./api-world.ts";

/** What answers at an address. */
export interface Route {
  readonly method: "GET" | "POST";
  answer(request: Request, world: ApiWorld, clientId: string): Promise<Response>;
}
