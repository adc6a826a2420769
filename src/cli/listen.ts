import type { Server } from "node:http";
import { UsageError } from "./command.ts";

/**
 * Has a server listen.
 * @param port 0 for one that is free
 * @returns the port that it has
 * @throws UsageError where the port or the address is not to be had
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error) => reject(new UsageError(`--port ${port}: ${error.message}`));
    server.once("error", refused);
    server.listen(port, host, () => {
      server.off("error", refused);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
