import * as v from "valibot";
import { refuse } from "../../contract/outcome.ts";
import { answerFailure, brokenFailure, hostName } from "../host-failure.ts";
import type { Account } from "../publish-world.ts";
import { retryAfter } from "../sturdy-fetch.ts";

/** One repository of GitHub's REST API. */
export interface GitHubCalls {
  /** @returns `undefined` for what is not there. @throws Refusal `not_published` */
  get<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined>;
  /** @param accepted statuses that are answers besides those of success. @throws Refusal `not_published` */
  send<T>(
    method: "POST" | "PUT" | "PATCH",
    path: string,
    body: unknown,
    schema: v.GenericSchema<unknown, T>,
    accepted?: readonly number[],
  ): Promise<T>;
}

/** @param repo `owner/name`, for messages */
export function makeCalls(fetcher: typeof fetch, account: Account, repo: string): GitHubCalls {
  const call = async (path: string, init: RequestInit): Promise<Response> =>
    fetcher(`${account.host}${path}`, {
      ...init,
      headers: {
        Accept: "application/vnd.github+json",
        Authorization: `Bearer ${account.token}`,
        "X-GitHub-Api-Version": "2022-11-28",
        ...(init.body !== undefined && { "Content-Type": "application/json" }),
      },
    }).catch((error: unknown) => {
      throw brokenFailure(error, account);
    });
  const read = async <T>(answer: Response, path: string, schema: v.GenericSchema<unknown, T>): Promise<T> => {
    const parsed = v.safeParse(schema, await answer.json().catch(() => undefined));
    if (!parsed.success) throw refuse("not_published", "wrong_answer", { host: hostName(account), field: path });
    return parsed.output;
  };
  return {
    async get(path, schema) {
      const answer = await call(path, {});
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw await failureOf(answer, account, repo);
      return read(answer, path, schema);
    },
    async send(method, path, body, schema, accepted = []) {
      const answer = await call(path, { method, body: JSON.stringify(body) });
      if (!answer.ok && !accepted.includes(answer.status)) throw await failureOf(answer, account, repo);
      return read(answer, path, schema);
    },
  };
}

const said = v.object({ message: v.string() });

async function failureOf(answer: Response, account: Account, repo: string) {
  const found = v.safeParse(said, await answer.json().catch(() => undefined));
  const retryAfterSeconds = retryAfter(answer.headers.get("Retry-After"));
  const reason = found.success ? found.output.message : "";
  // GitHub says 403 where a limit is reached, too.
  const status = answer.status === 403 && retryAfterSeconds !== undefined ? 429 : answer.status;
  return answerFailure({ status, reason, retryAfterSeconds }, { repo }, account);
}
