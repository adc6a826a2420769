import { HubApiError } from "@huggingface/hub";
import type { Refusal } from "../../contract/outcome.ts";
import { answerFailure, brokenFailure, type Published } from "../host-failure.ts";
import type { Account } from "../publish-world.ts";

/** What an error of the Hub's library means. */
export function hubFailure(error: unknown, published: Published, account: Account): Refusal {
  if (!(error instanceof HubApiError)) return brokenFailure(error, account);
  return answerFailure({ status: error.statusCode, reason: reasonIn(error) }, published, account);
}

/** Its message without the address that the library puts behind it. */
function reasonIn({ data, message }: HubApiError): string {
  const said: unknown = data?.["error"] ?? data?.["message"];
  return typeof said === "string" && said !== "" ? said : message.replace(/\.? URL:.*$/s, "");
}
