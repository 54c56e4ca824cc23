extension Setting {
    package static let providers = list(
        "providers",
        [
            "ollama=ollama http://127.0.0.1:11434",
            "openai=openai https://api.openai.com/v1 key-env=OPENAI_API_KEY",
        ],
        "NAME=KIND URL, kind ollama or openai, then key-file=PATH, key-env=VARIABLE, "
            + "model=BEGINNING, slots=COUNT"
    )
    package static let modelsKnown = text(
        "models.known",
        "",
        "a file that says more about embedding models: one JSON object a line"
    )
}

extension Setting {
    static let providing: [Setting] = [.providers, .modelsKnown]
}
