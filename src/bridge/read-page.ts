import { reasonOf, refuse } from "../contract/outcome.ts";

/**
 * A page of the site as text.
 * @throws Refusal `server_error` with the status of an answer that is no page, `network`
 */
export async function readPage(url: string, fetcher: typeof fetch): Promise<string> {
  const beside = { subject: url };
  try {
    const answer = await fetcher(url);
    if (!answer.ok)
      return Promise.reject(refuse("server_error", "status", { url, status: `${answer.status}` }, beside));
    return await answer.text();
  } catch (error) {
    throw refuse("network", "unreadable", { url, reason: reasonOf(error) }, beside);
  }
}
