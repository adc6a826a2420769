"""The tutorial's own server: FastAPI, a transformers pipeline, uvicorn. Usage: python tutorial.py CHECKPOINT PORT"""

import sys

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from transformers import pipeline, set_seed

app = FastAPI()
generate = pipeline("text-generation", model=sys.argv[1], device="cpu")


class Body(BaseModel):
    prompt: str
    seed: int
    max_new_tokens: int
    min_new_tokens: int


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/generate_quote")
def generate_quote(body: Body):
    set_seed(body.seed)
    lengths = {"max_new_tokens": body.max_new_tokens, "min_new_tokens": body.min_new_tokens}
    [quote] = generate(body.prompt, do_sample=True, top_k=5, top_p=0.9, **lengths)
    return quote


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
