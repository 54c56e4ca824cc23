// What the chat worker's generation says of the host's loads.
extension ResidencyMachine {
    /// A generation of the chat worker's, from its request to its end.
    ///
    /// Its model was loaded before. If the host has thrown it out since, the host begins that load by
    /// itself, and nobody is told of it.
    struct Generation: Sendable, Hashable {
        let model: String
        /// The first look that began after it did.
        let firstTelling: Int
        /// It has said something: its model is there.
        var isSpeaking = false
        /// The first and the last of the looks in a row that did not show its model; nil: it was
        /// there, or nobody has looked.
        var missing: ClosedRange<Duration>?

        /// The load that it waits for; nil: none, as far as was seen.
        var load: PendingLoad? {
            missing.map { PendingLoad(model: model, since: $0.lowerBound, isHosts: true) }
        }
    }

    enum GenerationPhase: Sendable, Hashable {
        /// Its request goes out. Next: `speaks`, `ended`.
        case began(String)
        /// Its first piece has come. Next: `ended`.
        case speaks
        case ended
    }

    mutating func chatGenerates(_ phase: GenerationPhase, at now: Duration) -> [Action] {
        switch phase {
        case .began(let model):
            chatModels.insert(model)
            generation = Generation(model: model, firstTelling: looks + 1)
        case .speaks:
            generation?.isSpeaking = true
            generation?.missing = nil
        case .ended:
            if generation?.isSpeaking == true { lastSpeech = now }
            generation = nil
        }
        return tick(at: now)
    }

    /// Which models the chat worker may have loaded before this start; nil: it has yet to say.
    mutating func chatKnows(_ models: Set<String>?, at now: Duration) -> [Action] {
        isChatUnknown = models == nil
        chatModels.formUnion(models ?? [])
        guard models != nil else { return [] }
        nextLook = now
        return tick(at: now)
    }

    /// The chat worker has found that the host does not answer.
    mutating func chatFoundAway(at now: Duration) -> [Action] {
        nextLook = now
        return tick(at: now)
    }

    /// Whether the list shows the model of a generation that has said nothing yet.
    ///
    /// Of a model that runs elsewhere, its absence says nothing.
    mutating func judgeGeneration(_ list: [Resident], at now: Duration) {
        for model in chatModels where list.contains(where: { isSame(model, $0) }) {
            shown.insert(ModelTag.canonical(model))
        }
        guard let generation, !generation.isSpeaking, lastLook >= generation.firstTelling,
            runsThere(generation.model)
        else { return }
        let isThere = list.contains { isSame(generation.model, $0) }
        let since = generation.missing?.lowerBound ?? now
        self.generation?.missing = isThere ? nil : since...now
    }

    /// It was seen loaded, or its weights lie on the host; else the host may pass it on to another.
    private func runsThere(_ model: String) -> Bool {
        shown.contains(ModelTag.canonical(model))
            || installed.contains {
                ModelTag.areSame($0.name, model) && $0.sizeBytes >= Self.weightsBytesMin
            }
    }

    /// What is installed of a model that runs elsewhere is a note of some hundred bytes.
    private static var weightsBytesMin: Int64 { 1 << 20 }

    /// A look has shown since then that the load has not ended.
    func wasSeenMissing(since moment: Duration) -> Bool {
        generation?.missing.map { $0.upperBound >= moment } ?? false
    }

    /// The only loaded model has something to say: whoever is to be loaded waits for its end.
    var isWaitingForSpeaker: Bool {
        guard let generation, generation.isSpeaking, let residents else { return false }
        return residents.allSatisfy { isSame(generation.model, $0) }
    }
}
