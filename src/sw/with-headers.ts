/**
 * The same answer with the site's security headers: what a host without custom headers cannot send. The body is passed
 * through, not read. An answer that a script must not see (`status` 0) stays as it is.
 */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  if (response.status === 0 || response.type === "opaque" || response.type === "opaqueredirect") return response;
  const merged = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  const bodyless = [101, 204, 205, 304].includes(response.status);
  return new Response(bodyless ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers: merged,
  });
}
