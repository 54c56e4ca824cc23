"""Compares what the `ollama` and `openai` packages hear straight from a host and through Moult.

The host has to answer the same question in the same way each time, as the double does.
"""

import argparse
import base64
import json
import struct
import sys

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
QUESTION = [{"role": "user", "content": "Which way do snails go?"}]
TEXTS = ["A snail goes slowly.", "Schnecken gehen langsam. 🐌", "x"]
MISSING = "no-such-model"


class Comparison:
    """What was the same, and what was not."""

    def __init__(self):
        self.failures = 0
        self.count = 0

    def same(self, what, straight, through):
        self.count += 1
        if straight == through:
            print(f"same   {what}")
            return
        self.failures += 1
        print(f"DIFFER {what}\n  straight: {shown(straight)}\n  through:  {shown(through)}")

    def true(self, what, holds):
        self.same(what, True, bool(holds))


def shown(value):
    text = repr(value)
    return text if len(text) < 400 else text[:400] + "…"


def said(message):
    """A message's content, thoughts and calls, in values that can be compared."""
    calls = [
        (call.function.name, dict(call.function.arguments)) for call in message.tool_calls or []
    ]
    return message.role, message.content or "", message.thinking or "", calls


def told(stream):
    """A streamed chat put together: what was said, why it ended, and what was counted."""
    content, thinking, calls, last = "", "", [], None
    for part in stream:
        _, more, thought, called = said(part.message)
        content, thinking, calls, last = content + more, thinking + thought, calls + called, part
    return content, thinking, calls, last.done, last.done_reason, counts(last)


def counts(answer):
    return answer.prompt_eval_count, answer.eval_count


def floats(vector):
    """The 32-bit floats that a vector's numbers are read as, however many digits they have."""
    return struct.pack(f"<{len(vector)}f", *vector)


def vectors(answer):
    return [floats(vector) for vector in answer.embeddings]


def error(ask):
    """The status and the sentence of the error that `ask` ends with."""
    try:
        ask()
    except ollama.ResponseError as failure:
        return failure.status_code, failure.error
    return None


def compare_vectors(comparison, straight, through, embedder):
    for width in (None, 64):
        asked = {"model": embedder, "input": TEXTS, "dimensions": width}
        left, right = straight.embed(**asked), through.embed(**asked)
        comparison.same(f"embed, width {width}", vectors(left), vectors(right))
        comparison.same(f"embed, width {width}: model", left.model, right.model)
        comparison.same(
            f"embed, width {width}: tokens", left.prompt_eval_count, right.prompt_eval_count
        )
    comparison.same(
        "embed, one text",
        vectors(straight.embed(model=embedder, input=TEXTS[0])),
        vectors(through.embed(model=embedder, input=TEXTS[0])),
    )
    comparison.same(
        "embeddings",
        floats(straight.embeddings(model=embedder, prompt=TEXTS[0]).embedding),
        floats(through.embeddings(model=embedder, prompt=TEXTS[0]).embedding),
    )
    comparison.same(
        "embed nothing",
        straight.embed(model=embedder, input=[]).embeddings,
        through.embed(model=embedder, input=[]).embeddings,
    )
    missing = [
        error(lambda: client.embed(model=MISSING, input="x")) for client in (straight, through)
    ]
    comparison.same("embed by a model that is none", *missing)


def compare_chats(comparison, straight, through, model):
    variants = {
        "plain": {},
        "with options": {"options": {"num_predict": 3, "seed": 7}},
        "with a tool": {"tools": [TOOL]},
        "with a schema": {"format": SCHEMA},
    }
    for name, rest in variants.items():
        asked = {"model": model, "messages": QUESTION, **rest}
        left, right = straight.chat(**asked), through.chat(**asked)
        comparison.same(f"chat {name}", said(left.message), said(right.message))
        comparison.same(f"chat {name}: counts", counts(left), counts(right))
        comparison.same(f"chat {name}: reason", left.done_reason, right.done_reason)
        comparison.same(
            f"chat {name}, streamed",
            told(straight.chat(**asked, stream=True)),
            told(through.chat(**asked, stream=True)),
        )
    missing = [
        error(lambda: client.chat(model=MISSING, messages=QUESTION))
        for client in (straight, through)
    ]
    comparison.same("chat by a model that is none", *missing)


def compare_generating(comparison, straight, through, model):
    asked = {"model": model, "prompt": QUESTION[0]["content"]}
    comparison.same(
        "generate",
        straight.generate(**asked).response,
        through.generate(**asked).response,
    )
    comparison.same(
        "generate, streamed",
        "".join(part.response for part in straight.generate(**asked, stream=True)),
        "".join(part.response for part in through.generate(**asked, stream=True)),
    )
    comparison.same(
        "generate nothing",
        straight.generate(model=model).done_reason,
        through.generate(model=model).done_reason,
    )


def compare_models(comparison, straight, through, model):
    def installed(client):
        return sorted((each.model, each.digest, each.size) for each in client.list().models)

    def loaded(client):
        return sorted(each.model for each in client.ps().models)

    def details(client):
        shown = client.show(model)
        return shown.capabilities, shown.modelinfo

    comparison.same("list", installed(straight), installed(through))
    comparison.same("ps", loaded(straight), loaded(through))
    comparison.same("show", details(straight), details(through))
    missing = [error(lambda: client.show(MISSING)) for client in (straight, through)]
    comparison.same("show a model that is none", *missing)


def compare_openai_vectors(comparison, straight, client, embedder):
    left = straight.embed(model=embedder, input=TEXTS)
    # By itself the package asks for base64.
    answer = client.embeddings.create(model=embedder, input=TEXTS)
    comparison.same("openai: vectors as the package asks", vectors(left), ordered(answer))
    answer = client.embeddings.create(model=embedder, input=TEXTS, encoding_format="float")
    comparison.same("openai: vectors as numbers", vectors(left), ordered(answer))
    comparison.same("openai: tokens", left.prompt_eval_count, answer.usage.prompt_tokens)
    raw = client.embeddings.with_raw_response.create(
        model=embedder, input=TEXTS[0], encoding_format="base64"
    )
    text = json.loads(raw.http_response.text)["data"][0]["embedding"]
    comparison.same("openai: vectors as base64", vectors(left)[0], base64.b64decode(text))


def ordered(answer):
    return [floats(each.embedding) for each in sorted(answer.data, key=lambda each: each.index)]


def compare_openai_chats(comparison, straight, client, model):
    expected = straight.chat(model=model, messages=QUESTION)
    answer = client.chat.completions.create(model=model, messages=QUESTION)
    comparison.same(
        "openai: chat", expected.message.content, answer.choices[0].message.content
    )
    comparison.same(
        "openai: counts",
        counts(expected),
        (answer.usage.prompt_tokens, answer.usage.completion_tokens),
    )
    comparison.same("openai: reason", expected.done_reason, answer.choices[0].finish_reason)
    parts = list(
        client.chat.completions.create(
            model=model,
            messages=QUESTION,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    content = "".join(part.choices[0].delta.content or "" for part in parts if part.choices)
    comparison.same("openai: chat, streamed", expected.message.content, content)
    comparison.same("openai: usage at a stream's end", 0, len(parts[-1].choices))
    comparison.same(
        "openai: usage, streamed", counts(expected),
        (parts[-1].usage.prompt_tokens, parts[-1].usage.completion_tokens),
    )
    compare_openai_tools(comparison, straight, client, model)
    comparison.same(
        "openai: schema",
        straight.chat(model=model, messages=QUESTION, format=SCHEMA).message.content,
        client.chat.completions.create(
            model=model,
            messages=QUESTION,
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": SCHEMA},
            },
        ).choices[0].message.content,
    )


def compare_openai_tools(comparison, straight, client, model):
    expected = [
        (call.function.name, dict(call.function.arguments))
        for call in straight.chat(model=model, messages=QUESTION, tools=[TOOL]).message.tool_calls
        or []
    ]
    choice = client.chat.completions.create(model=model, messages=QUESTION, tools=[TOOL]).choices[0]
    calls = choice.message.tool_calls or []
    called = [(each.function.name, json.loads(each.function.arguments)) for each in calls]
    comparison.same("openai: calls", expected, called)
    comparison.same(
        "openai: reason of calls", "tool_calls" if expected else "stop", choice.finish_reason
    )
    streamed = [
        (call.function.name, json.loads(call.function.arguments))
        for part in client.chat.completions.create(
            model=model, messages=QUESTION, tools=[TOOL], stream=True
        )
        for call in part.choices[0].delta.tool_calls or []
    ]
    comparison.same("openai: calls, streamed", expected, streamed)
    if not calls:
        return
    answered = QUESTION + [
        choice.message.model_dump(exclude_none=True),
        {"role": "tool", "tool_call_id": calls[0].id, "content": "Rain."},
    ]
    after = client.chat.completions.create(model=model, messages=answered, tools=[TOOL])
    comparison.true("openai: an answer to a call's result", after.choices[0].message.content)


def compare_openai_models(comparison, straight, client, model):
    comparison.same(
        "openai: models",
        sorted(each.model for each in straight.list().models),
        sorted(each.id for each in client.models.list()),
    )
    comparison.same("openai: a model", model, client.models.retrieve(model).id)
    try:
        client.chat.completions.create(model=MISSING, messages=QUESTION)
        missing = None
    except openai.NotFoundError as failure:
        missing = failure.status_code, failure.type
    comparison.same("openai: a model that is none", (404, "not_found_error"), missing)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("straight", help="the host's address")
    parser.add_argument("through", help="Moult's address")
    parser.add_argument("--chat", default="llama3.2")
    parser.add_argument("--embedder", default="embeddinggemma")
    parser.add_argument("--key", default="none", help="Moult's token, where it wants one")
    asked = parser.parse_args()
    headers = {"Authorization": f"Bearer {asked.key}"}
    straight = ollama.Client(host=asked.straight)
    through = ollama.Client(host=asked.through, headers=headers)
    client = openai.OpenAI(base_url=asked.through + "/v1", api_key=asked.key, max_retries=0)
    comparison = Comparison()
    compare_vectors(comparison, straight, through, asked.embedder)
    compare_chats(comparison, straight, through, asked.chat)
    compare_generating(comparison, straight, through, asked.chat)
    compare_models(comparison, straight, through, asked.chat)
    compare_openai_vectors(comparison, straight, client, asked.embedder)
    compare_openai_chats(comparison, straight, client, asked.chat)
    compare_openai_models(comparison, straight, client, asked.chat)
    print(f"{comparison.count} compared, {comparison.failures} differ")
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    sys.exit(main())
