"""What OpenAI's API is asked."""

import base64
import json

from asking import FORMAT, MISSING, PROMPT, QUESTION, TEXT, TEXTS, TOOL, answer, asks, floats


def openai_vectors(host, **fields):
    reply = host.openai.embeddings.create(model=host.embedder, **fields)
    vectors = [(each.index, floats(each.embedding)) for each in reply.data]
    return reply.model, vectors, reply.usage.prompt_tokens, reply.usage.total_tokens


@asks
def openai_vectors_as_the_package_asks(host):
    return openai_vectors(host, input=TEXTS)


@asks
def openai_vectors_as_numbers(host):
    return openai_vectors(host, input=TEXTS, encoding_format="float")


@asks
def openai_vectors_to_another_width(host):
    return openai_vectors(host, input=TEXT, dimensions=64)


@asks
def openai_vectors_as_base64(host):
    reply = host.openai.embeddings.with_raw_response.create(
        model=host.embedder, input=TEXTS, encoding_format="base64"
    )
    data = json.loads(reply.http_response.text)["data"]
    return [base64.b64decode(each["embedding"], validate=True) for each in data]


@asks
def openai_vectors_of_nothing(host):
    failure = answer(lambda host: openai_vectors(host, input=[]), host)
    # The field is wrong in each one's own words.
    return failure.status, failure.type


@asks
def openai_vectors_by_a_model_that_is_none(host):
    return openai_vectors(host, input="x", **{"extra_body": {"model": MISSING}})


def openai_calls(message):
    return [
        (each.function.name, json.loads(each.function.arguments))
        for each in message.tool_calls or []
    ]


def openai_chatted(host, **fields):
    asked = {"model": host.chat, "messages": QUESTION, **fields}
    reply = host.openai.chat.completions.create(**asked)
    choice = reply.choices[0]
    parts = list(
        host.openai.chat.completions.create(
            **asked, stream=True, stream_options={"include_usage": True}
        )
    )
    return {
        "whole": (choice.message.role, choice.message.content, openai_calls(choice.message)),
        "reason": choice.finish_reason,
        "usage": reply.usage,
        "names": (reply.object, reply.model, reply.system_fingerprint),
        "streamed": [openai_part(part) for part in parts],
        "one id": len({part.id for part in parts}),
        "one time": len({part.created for part in parts}),
    }


def openai_part(part):
    choices = [
        (
            each.delta.role,
            each.delta.content,
            [(call.index, *openai_calls(each.delta)) for call in each.delta.tool_calls or []],
            each.finish_reason,
        )
        for each in part.choices
    ]
    return part.object, part.model, choices, part.usage


@asks
def openai_chat(host):
    return openai_chatted(host)


@asks
def openai_chat_shortly(host):
    return openai_chatted(host, max_tokens=3, seed=7, temperature=0.5, stop=["never"])


@asks
def openai_chat_with_a_tool(host):
    return openai_chatted(host, tools=[TOOL])


@asks
def openai_chat_after_a_tool(host):
    ask = host.openai.chat.completions.create
    call = ask(model=host.chat, messages=QUESTION, tools=[TOOL]).choices[0].message
    result = {"role": "tool", "tool_call_id": call.tool_calls[0].id, "content": "Rain."}
    told = QUESTION + [call.model_dump(exclude_none=True), result]
    return ask(model=host.chat, messages=told, tools=[TOOL]).choices[0].message.content


@asks
def openai_chat_by_a_schema(host):
    return openai_chatted(host, response_format=FORMAT)


@asks
def openai_chat_in_parts_of_content(host):
    parts = [{"type": "text", "text": "Snails?"}, {"type": "text", "text": PROMPT}]
    return openai_chatted(host, messages=[{"role": "user", "content": parts}])


@asks
def openai_chat_about_nothing(host):
    return host.openai.chat.completions.create(model=host.chat, messages=[])


@asks
def openai_chat_by_a_model_that_is_none(host):
    return host.openai.chat.completions.create(model=MISSING, messages=QUESTION)


@asks
def openai_models(host):
    return sorted(
        (each.id, each.object, each.created, each.owned_by) for each in host.openai.models.list()
    )


@asks
def openai_model(host):
    model = host.openai.models.retrieve(host.chat)
    return model.id, model.created, model.owned_by


@asks
def openai_model_that_is_none(host):
    return host.openai.models.retrieve(MISSING)
