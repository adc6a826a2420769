/** A call of the API as a developer's page makes it. */
export async function post(path: string, body: unknown, signal?: AbortSignal) {
  const response = await fetch(`api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  return response;
}

/** Status and body of a call. */
export async function ask(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await post(path, body);
  return { status: response.status, body: await response.json() };
}

/** Reads a streamed answer: its status, how many pieces came, and the text of all events. */
export async function stream(path: string, body: unknown) {
  const response = await post(path, body);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let pieces = 0;
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    text += next.value;
    pieces++;
  }
  return { status: response.status, pieces, text };
}

/** How many calls wait or run. */
export async function queueLength(): Promise<number> {
  const health = await (await fetch("api/health")).json();
  return health.queue.length;
}
