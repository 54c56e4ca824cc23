"""Asks a host the same by the `ollama` and `openai` packages, straight and through Moult.

The host has to answer the same question in the same way each time, as the double does.
"""

import argparse
import sys

# Each adds to what is asked.
import ollama_asks  # noqa: F401
import openai_asks  # noqa: F401
from asking import ASKED, Host, answer


def shown(value):
    text = repr(value)
    return text if len(text) < 800 else text[:800] + "…"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("straight", help="the host's address")
    parser.add_argument("through", help="Moult's address")
    parser.add_argument("--chat", default="llama3.2")
    parser.add_argument("--embedder", default="embeddinggemma")
    parser.add_argument("--key", default="none", help="Moult's token, where it wants one")
    asked = parser.parse_args()
    models = asked.chat, asked.embedder
    straight, through = (Host(url, asked.key, models) for url in (asked.straight, asked.through))
    different = 0
    for ask in ASKED:
        expected, came = answer(ask, straight), answer(ask, through)
        if expected != came:
            different += 1
            print(f"{ask.__name__}\n  straight: {shown(expected)}\n  through:  {shown(came)}")
    print(f"{len(ASKED)} asked straight and through Moult, {different} answered differently")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
