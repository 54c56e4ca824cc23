// What people read of a condition: what is wrong, and what to do.
extension ResidencyMachine {
    func sentence(lost model: String) -> String {
        "\(model) was pinned on \(host) and is not loaded any more: it is being loaded again. If "
            + "this goes on, look for another client of \(host), for too little memory, or for "
            + "OLLAMA_MAX_LOADED_MODELS=1."
    }

    /// - Parameter tries: to pin it again that did not hold.
    func sentence(downgraded model: String, _ tries: Int) -> String {
        guard tries > 0 else {
            return "\(model) is loaded on \(host) with an expiry: another client gave it its own "
                + "keep_alive. It is being pinned again; have that client leave keep_alive out."
        }
        return "\(model) is loaded on \(host) with an expiry, and \(tries) tries to pin it did not "
            + "hold: a server or proxy there does not heed keep_alive. It is tried again, at least "
            + "every \(settings.repinMax.components.seconds) s; see what answers at that address."
    }

    func sentence(noSlotFor model: String, slots: Int) -> String {
        "\(model) has no place on \(host): it holds \(slots) at a time (slots=\(slots)), and "
            + "\(pins.keys.sorted().joined(separator: ", ")) is pinned there. Set "
            + "OLLAMA_MAX_LOADED_MODELS=\(slots + 1) there and slots=\(slots + 1) here, or embed with "
            + "\(model) on another host."
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
            return begin + "; \(healings) tries to free it did not help: restart Ollama there."
        }
        return begin + ": it is freed by unloading a loaded model."
    }
}
