import Messages

/// What of a job's events is written, and where.
///
/// A value: events go in, parts of the answer come out.
struct ChatPicture: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case thought(String)
        /// A line of its own, beside the answer.
        case remark(String)
    }

    private enum Place: Hashable, Sendable {
        case lineStart
        case thinking
        case answering
    }

    /// Whether somebody looks on: then all is shown as it comes, thoughts too.
    ///
    /// Elsewhere the answer of the attempt that succeeded is written, in one piece and alone.
    let isLive: Bool
    /// What the attempt has said, where nobody looks on.
    private var held = ""
    private var place = Place.lineStart
    /// Of a wait: what was told last.
    private var told: MoultV1.JobPlace?

    init(isLive: Bool) {
        self.isLive = isLive
    }

    mutating func take(_ event: MoultV1.JobEvent) -> [Part] {
        let parts = parts(of: event)
        guard !isLive else { return parts }
        if case .began = event.event { held = "" }
        var shown: [Part] = []
        for part in parts {
            if case .text(let text) = part { held += text } else { shown.append(part) }
        }
        guard case .ended(let job) = event.event, job.state == .succeeded else { return shown }
        defer { held = "" }
        return held.isEmpty ? shown : shown + [.text(held)]
    }

    private mutating func parts(of event: MoultV1.JobEvent) -> [Part] {
        switch event.event {
        case .began(let began):
            told = nil
            guard began.attempt > 1 else { return endLine() }
            return endLine() + [
                .remark("Attempt \(began.attempt) begins: what was said before no longer counts.")
            ]
        case .chunk(let chunk): return take(chunk)
        case .retrying(let retrying):
            let sentence = "Attempt \(retrying.attempt) failed: \(retrying.message.onOneLine)"
            return endLine() + [.remark(sentence)]
        case .ended: return endLine()
        case .waiting, .heartbeat, nil: return []
        }
    }

    /// The line that says why nothing is said; nil: it was told already.
    ///
    /// - Parameter isRedrawn: it takes the last one's place, so that each of its words may change;
    ///   where lines stay, there is one for each place and reason.
    mutating func line(for place: MoultV1.JobPlace, isRedrawn: Bool) -> String? {
        let isNews =
            isRedrawn
            ? told?.sentence != place.sentence
            : told?.ahead != place.ahead || told?.reason != place.reason
        guard isNews else { return nil }
        told = place
        return place.sentence
    }

    /// Ends the line that was begun, where it is shown.
    mutating func breakLine() -> [Part] { isLive ? endLine() : [] }

    private mutating func endLine() -> [Part] {
        defer { place = .lineStart }
        return place == .lineStart ? [] : [.text("\n")]
    }

    private mutating func take(_ chunk: MoultV1.JobChunk) -> [Part] {
        var parts: [Part] = []
        if isLive, !chunk.thinking.isEmpty {
            if place == .answering { parts.append(.text("\n")) }
            parts.append(.thought(chunk.thinking))
            place = .thinking
        }
        if !chunk.content.isEmpty {
            // An empty line between what was thought and what is said.
            if place == .thinking { parts.append(.text("\n\n")) }
            parts.append(.text(chunk.content))
            place = chunk.content.hasSuffix("\n") ? .lineStart : .answering
        }
        if !chunk.toolCallsJson.isEmpty {
            parts += endLine() + [.text(chunk.toolCallsJson + "\n")]
        }
        return parts
    }
}
