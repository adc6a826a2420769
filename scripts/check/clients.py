"""Calls a running `hostless serve` with clients that others wrote: python scripts/check/clients.py URL

Needs openai, huggingface_hub and langchain-openai. Prints what each call answered; ends with 1 where one did not work.
Conversations are tried where the model has a chat template.
"""

import sys

from huggingface_hub import InferenceClient
from langchain_openai import ChatOpenAI, OpenAI as LangChain
from openai import NotFoundError, OpenAI, UnprocessableEntityError

URL = sys.argv[1].rstrip("/")
PROMPT = "life is"
MESSAGES = [{"role": "user", "content": PROMPT}]
WORDS = {"max_tokens": 8, "seed": 1}
failed = 0


def attempt(name, call):
    global failed
    try:
        print("works ", name, "|", call())
    except Exception as error:
        failed += 1
        print("FAILED", name, "|", type(error).__name__, str(error)[:300])


def join(pieces):
    return "".join(piece for piece in pieces if piece)


def same(one, other):
    assert one == other, f"{one!r} is not {other!r}"
    return one


def refused(error, call):
    try:
        call()
    except error as told:
        return str(told)[:120]
    raise AssertionError("was not refused")


openai = OpenAI(base_url=f"{URL}/v1", api_key="none", max_retries=0)
model = openai.models.list().data[0].id
create = openai.completions.create
whole = create(model=model, prompt=PROMPT, **WORDS).choices[0].text
attempt("openai: models", lambda: openai.models.retrieve(model).id)
attempt("openai: the same text whole and streamed", lambda: same(
    join(chunk.choices[0].text for chunk in create(model=model, prompt=PROMPT, stream=True, **WORDS)), whole))
attempt("openai: n, best_of, penalties, stop", lambda: [choice.text for choice in create(
    model=model, prompt=PROMPT, n=2, best_of=3, frequency_penalty=1, presence_penalty=0.5, stop=["."], **WORDS).choices])
attempt("openai: echo, logprobs, max_tokens 0", lambda: create(
    model=model, prompt=[[5, 6, 7]], max_tokens=0, echo=True, logprobs=1).choices[0].logprobs.token_logprobs)
attempt("openai: a wrong field is refused", lambda: refused(
    UnprocessableEntityError, lambda: create(model=model, prompt=PROMPT, top_p=2)))

hub = InferenceClient(model=URL)
# By its own settings a model may choose among several texts where it answers whole, which a stream cannot.
generated = hub.text_generation(PROMPT, max_new_tokens=8, seed=1, do_sample=True, best_of=1)
attempt("huggingface_hub: the same text whole and streamed", lambda: same(
    join(hub.text_generation(PROMPT, max_new_tokens=8, seed=1, do_sample=True, stream=True)), generated))
attempt("huggingface_hub: details, best_of", lambda: len(hub.text_generation(
    PROMPT, max_new_tokens=8, seed=1, do_sample=True, details=True, best_of=3).details.best_of_sequences))
attempt("huggingface_hub: decoder_input_details", lambda: len(hub.text_generation(
    PROMPT, max_new_tokens=8, seed=1, details=True, decoder_input_details=True).details.prefill))

chain = LangChain(base_url=f"{URL}/v1", api_key="none", model=model, **WORDS)
attempt("langchain: invoke and stream", lambda: same(join(chain.stream(PROMPT)), chain.invoke(PROMPT)))
attempt("langchain: batch", lambda: chain.batch([PROMPT, "love"]))

chat = openai.chat.completions.create
try:
    answer = chat(model=model, messages=MESSAGES, **WORDS).choices[0].message.content
except NotFoundError as told:
    print("works  openai: a model without a chat template says so |", told.body["message"])
else:
    attempt("openai: the same conversation whole and streamed", lambda: same(
        join(chunk.choices[0].delta.content for chunk in chat(model=model, messages=MESSAGES, stream=True, **WORDS)), answer))
    attempt("huggingface_hub: chat_completion", lambda: same(
        InferenceClient(base_url=URL).chat_completion(MESSAGES, **WORDS).choices[0].message.content, answer))
    attempt("langchain: ChatOpenAI", lambda: same(
        ChatOpenAI(base_url=f"{URL}/v1", api_key="none", model=model, **WORDS).invoke(PROMPT).content, answer))
sys.exit(1 if failed else 0)
