// What people read of a condition: what is wrong, and what to do.
extension ResidencyMachine {
    func sentence(lost model: String) -> String {
        "\(model) was pinned on \(host) and is not loaded any more: it is being loaded again. If "
            + "this goes on, look for another client of \(host), for too little memory, or for "
            + "OLLAMA_MAX_LOADED_MODELS=1."
    }

    func sentence(downgraded model: String) -> String {
        "\(model) is loaded on \(host) with an expiry: another client gave it its own keep_alive. "
            + "It is being pinned again; have that client leave keep_alive out."
    }

    func sentence(drifted model: String, from expected: Int, to tokens: Int) -> String {
        "\(model) is loaded on \(host) with a context of \(tokens) tokens instead of \(expected): "
            + "another client loaded it with options of its own, and each change costs a load. Have "
            + "it send the same options, or none."
    }

    func sentence(stranger resident: Resident) -> String {
        "\(resident.name) is loaded on \(host), and Moult did not ask for it"
            + (resident.isPinned ? " (it is pinned)" : "")
            + ": another client takes up a slot, and may push out the embedder. Give it a host of "
            + "its own, or have it go through Moult."
    }

    func sentence(spilled resident: Resident) -> String {
        "\(resident.name) lies with \(resident.videoBytes) of \(resident.sizeBytes) bytes in the "
            + "graphics card's memory of \(host), the rest on the CPU, and is slow: use a smaller "
            + "model or context, or free memory."
    }

    var sentenceOfSingleSlot: String {
        "Only one model at a time stays loaded on \(host), so embedding and chat push each other "
            + "out: set OLLAMA_MAX_LOADED_MODELS=2 or more there, see that both fit into its memory, or "
            + "give one of them another host."
    }

    func sentence(away error: HostError) -> String {
        "\(host) does not answer (\(error.message)); it is tried again, and its embedders are "
            + "loaded before anything else."
    }

    func sentence(changed model: String, from expected: String, to digest: String) -> String {
        "\(model) on \(host) is not the model that filled the space: its digest is "
            + "\(digest.prefix(12)), not \(expected.prefix(12)). Pull the earlier one, or migrate to "
            + "the new one."
    }

    func sentence(wedged load: String, for time: Duration, healings: Int) -> String {
        let begin =
            "The load of \(load) on \(host) has hung for \(time.components.seconds) s although the "
            + "host answers (as in ollama#17408)"
        guard healings < settings.healingsMax else {
            return begin + "; unloading \(healings) times did not help: restart Ollama there."
        }
        return begin + ": a loaded model is being unloaded to free it."
    }
}
