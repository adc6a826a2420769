import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Connections to a server, and which of them wait for an answer. */
export class OpenConnections {
  readonly #open = new Set<Socket>();
  readonly #answering = new Map<ServerResponse, Socket>();

  /** @param server from its first connection on */
  constructor(server: Server) {
    server.on("connection", (socket) => {
      this.#open.add(socket);
      socket.once("close", () => this.#open.delete(socket));
    });
    server.on("request", ({ socket }: IncomingMessage, outgoing) => {
      this.#answering.set(outgoing, socket);
      outgoing.once("close", () => this.#answering.delete(outgoing));
    });
  }

  /** Closes those that wait for nothing. To Node, one that has sent nothing yet is not idle: it may stay open for its whole time. */
  closeQuiet(): void {
    const busy = new Set(this.#answering.values());
    for (const socket of this.#open) if (!busy.has(socket)) socket.destroy();
  }
}
