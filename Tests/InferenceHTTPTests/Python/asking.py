"""How a host is asked, and what an answer comes to."""

import struct

import ollama
import openai

TOOL = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a town.",
        "parameters": {
            "type": "object",
            "properties": {"town": {"type": "string"}, "days": {"type": "integer"}},
            "required": ["town"],
        },
    },
}
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}, "certain": {"type": "boolean"}},
    "required": ["answer", "certain"],
}
FORMAT = {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA}}
PROMPT = "Which way do snails go?"
QUESTION = [{"role": "user", "content": PROMPT}]
# A host counts a request's tokens, so a text whose count is compared is always asked for alone.
TEXT = "One snail goes alone."
TEXTS = ["A snail goes slowly.", "Schnecken gehen langsam. 🐌", "x"]
MISSING = "no-such-model"

ASKED = []


class Host:
    """One address, as both packages see it, and the models to ask there."""

    def __init__(self, url, key, models):
        headers = {"Authorization": f"Bearer {key}"}
        self.ollama = ollama.Client(host=url, headers=headers)
        self.openai = openai.OpenAI(base_url=url + "/v1", api_key=key, max_retries=0)
        self.chat, self.embedder = models


class Failure:
    """An error's status, and its words: Moult's say more than the host's that they hold."""

    def __init__(self, status, type, words):
        self.status, self.type, self.words = status, type, words

    def __eq__(self, through):
        return (
            isinstance(through, Failure)
            and (self.status, self.type) == (through.status, through.type)
            and self.words in through.words
        )

    def __repr__(self):
        return f"{self.status} {self.type or ''} {self.words!r}"


def asks(function):
    ASKED.append(function)
    return function


def answer(ask, host):
    """What an ask comes to."""
    try:
        return ask(host)
    except ollama.ResponseError as failure:
        return Failure(failure.status_code, None, failure.error)
    except openai.APIStatusError as failure:
        return Failure(failure.status_code, failure.type, failure.body["message"])


def floats(vector):
    """The 32-bit floats that a vector's numbers are read as, however many digits they have."""
    return struct.pack(f"<{len(vector)}f", *vector)
