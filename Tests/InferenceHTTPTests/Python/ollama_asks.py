"""What Ollama's own API is asked."""

from asking import MISSING, PROMPT, QUESTION, SCHEMA, TEXT, TEXTS, TOOL, asks, floats


def counts(reply):
    return reply.prompt_eval_count, reply.eval_count


def calls(message):
    return [(call.function.name, dict(call.function.arguments)) for call in message.tool_calls or []]


def said(message):
    return message.role, message.content or "", message.thinking or "", calls(message)


def embedded(reply):
    return reply.model, [floats(vector) for vector in reply.embeddings], reply.prompt_eval_count


@asks
def embed_several_texts(host):
    return embedded(host.ollama.embed(model=host.embedder, input=TEXTS))


@asks
def embed_one_text(host):
    return embedded(host.ollama.embed(model=host.embedder, input=TEXT))


@asks
def embed_to_another_width(host):
    return embedded(host.ollama.embed(model=host.embedder, input=TEXTS, dimensions=64))


@asks
def embed_nothing(host):
    return host.ollama.embed(model=host.embedder, input=[]).embeddings


@asks
def embed_what_is_too_long(host):
    return embedded(host.ollama.embed(model=host.embedder, input="snail " * 9000, truncate=False))


@asks
def embed_by_a_model_that_is_none(host):
    return embedded(host.ollama.embed(model=MISSING, input="x"))


@asks
def embeddings_as_they_were_before(host):
    return floats(host.ollama.embeddings(model=host.embedder, prompt=TEXT).embedding)


def chatted(host, **fields):
    reply = host.ollama.chat(model=host.chat, messages=QUESTION, **fields)
    parts = list(host.ollama.chat(model=host.chat, messages=QUESTION, stream=True, **fields))
    last = parts[-1]
    return {
        "whole": (said(reply.message), reply.done_reason, counts(reply)),
        "streamed": ([said(part.message) for part in parts], last.done_reason, counts(last)),
        "done": [part.done for part in parts],
    }


@asks
def chat(host):
    return chatted(host)


@asks
def chat_shortly(host):
    return chatted(host, options={"num_predict": 3, "seed": 7})


@asks
def chat_with_a_tool(host):
    return chatted(host, tools=[TOOL])


@asks
def chat_after_a_tool(host):
    call = host.ollama.chat(model=host.chat, messages=QUESTION, tools=[TOOL]).message
    told = QUESTION + [call, {"role": "tool", "tool_name": "weather", "content": "Rain."}]
    return said(host.ollama.chat(model=host.chat, messages=told, tools=[TOOL]).message)


@asks
def chat_by_a_schema(host):
    return chatted(host, format=SCHEMA)


@asks
def chat_about_nothing(host):
    reply = host.ollama.chat(model=host.chat, messages=[])
    return said(reply.message), reply.done_reason


@asks
def chat_by_a_model_that_is_none(host):
    return host.ollama.chat(model=MISSING, messages=QUESTION)


@asks
def chat_by_an_embedder(host):
    return host.ollama.chat(model=host.embedder, messages=QUESTION)


@asks
def generate(host):
    reply = host.ollama.generate(model=host.chat, prompt=PROMPT, system="Be brief.")
    return reply.response, reply.done_reason, reply.eval_count


@asks
def generate_in_parts(host):
    parts = host.ollama.generate(model=host.chat, prompt=PROMPT, stream=True)
    return [(part.response, part.done) for part in parts]


@asks
def generate_nothing(host):
    return host.ollama.generate(model=host.chat).done_reason


@asks
def list_models(host):
    return sorted((each.model, each.digest, each.size) for each in host.ollama.list().models)


@asks
def list_loaded_models(host):
    return sorted(each.model for each in host.ollama.ps().models)


@asks
def show_a_model(host):
    shown = host.ollama.show(host.chat)
    return shown.capabilities, shown.modelinfo, shown.details


@asks
def show_a_model_that_is_none(host):
    return host.ollama.show(MISSING)
