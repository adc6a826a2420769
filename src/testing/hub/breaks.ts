import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Where a connection ends: before anything is done, in the middle of what is sent, or after it was done and before it is
 * answered; or a status in its place.
 */
export type Break = "before" | "middle" | "after" | { readonly status: number; readonly retryAfter?: string };

export interface Breaks {
  /** The next `times` requests that match end like this. */
  add(matches: RegExp, how: Break, times?: number): void;
  clear(): void;
  /** The break that is due for a request, used up. */
  take(request: IncomingMessage): Break | undefined;
}

export function makeBreaks(): Breaks {
  let list: { matches: RegExp; how: Break; left: number }[] = [];
  return {
    add: (matches, how, times = 1) => void list.push({ matches, how, left: times }),
    clear: () => {
      list = [];
    },
    take({ method, url }) {
      const due = list.find(({ matches, left }) => left > 0 && matches.test(`${method} ${url}`));
      if (due === undefined) return undefined;
      due.left--;
      return due.how;
    },
  };
}

/**
 * The whole body of a request.
 * @param isCut the connection ends once half of it has come
 * @returns `undefined` where the connection ended
 */
export async function readBody(request: IncomingMessage, isCut = false): Promise<Buffer | undefined> {
  const expected = Number(request.headers["content-length"] ?? 0);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of request) {
      pieces.push(piece);
      size += piece.length;
      if (isCut && size * 2 >= expected) {
        request.destroy();
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
  if (isCut) {
    // What has no body has ended by now.
    request.socket.destroy();
    return undefined;
  }
  return Buffer.concat(pieces);
}

/** Answers as a break says; `true` where it has. */
export function answerBreak(how: Break | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  if (how === "before") {
    request.socket.destroy();
    return true;
  }
  if (typeof how !== "object") return false;
  const headers = how.retryAfter === undefined ? {} : { "Retry-After": how.retryAfter };
  request.resume();
  response.writeHead(how.status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify({ error: `status ${how.status}` }));
  return true;
}
