import type { GenerateResult } from "../contract/generate-result.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { failureAnswer, jsonAnswer } from "./answer.ts";
import { type Caller, generate } from "./call.ts";

/** Has a request computed and answers it in one piece. @param toBody writes the result as the route's callers expect it */
export async function answerWhole(
  caller: Caller,
  request: GenerateRequest,
  toBody: (result: GenerateResult) => unknown,
): Promise<Response> {
  const outcome = await generate(caller, request);
  return outcome.ok ? jsonAnswer(toBody(outcome.value)) : failureAnswer(outcome.failure, caller.fieldOf);
}
