import { chatBody } from "../contract/api/chat-body.ts";
import { refuseRequest } from "./answer.ts";
import { apiWords } from "./api-words.ts";
import { answerChat } from "./chat-completions.ts";
import { completionField } from "./completions.ts";
import { post } from "./post-route.ts";
import type { Route } from "./route.ts";

const answerBody = post(
  chatBody,
  async (body, caller, { now }, { model }) =>
    model?.chat === undefined
      ? refuseWithoutTemplate()
      : answerChat(body, caller, { now, defaults: caller.adapter?.defaults ?? model.defaults }),
  { fieldOf: completionField, modelOf: ({ model }) => model },
);

/** A model without a chat template has no such route, whatever is sent to it. */
export const answerChatRoute: Route["answer"] = async (request, world, clientId) => {
  const { model } = (await world.pages.find({ clientId }))?.status ?? {};
  return model !== undefined && model.chat === undefined
    ? refuseWithoutTemplate()
    : answerBody(request, world, clientId);
};

function refuseWithoutTemplate(): Response {
  return refuseRequest(404, apiWords.noChat, "no_chat_template");
}
