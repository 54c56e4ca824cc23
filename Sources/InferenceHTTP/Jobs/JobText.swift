import Channels
import JSONText

extension JobView {
    /// A job as JSON: what is not known is absent.
    var members: JSONObject {
        var members = job.members
        if let place { members["place"] = .object(place.members) }
        return members
    }
}

extension Job {
    var members: JSONObject {
        var members: JSONObject = [
            "id": .int(Int(id.rawValue)), "model": .string(request.model),
            "state": .string(state.rawValue), "priority": .string(request.priority.name),
            "label": .string(request.label), "attempts": .int(attempts),
            "cancel_requested": .bool(isCancelRequested),
        ]
        let times = [
            ("submitted_at", submittedUnixMs), ("deadline_at", request.deadlineUnixMs),
            ("not_before", notBeforeUnixMs), ("begun_at", begunUnixMs), ("ended_at", endedUnixMs),
        ]
        for (name, time) in times {
            if let time { members[name] = .string(UnixTime(milliseconds: time).text) }
        }
        if !message.isEmpty { members["message"] = .string(message) }
        if let failure { members["failure"] = .string(failure.rawValue) }
        if let statistics { members["statistics"] = .object(statistics.members) }
        return members
    }
}

extension JobPlace {
    var members: JSONObject {
        var members: JSONObject = [
            "ahead": .int(ahead), "reason": .string(reason.name), "message": .string(message),
        ]
        if let estimate {
            let (seconds, rest) = estimate.components
            members["estimate_ms"] = .int(Int(seconds * 1_000 + rest / 1_000_000_000_000_000))
        }
        return members
    }
}

extension ChatStatistics {
    fileprivate var members: JSONObject {
        var members: JSONObject = ["done_reason": .string(doneReason)]
        for (name, value) in ollamaMembers { members[name] = .int(Int(value)) }
        return members
    }
}

extension JobPlace.Reason {
    fileprivate var name: String {
        switch self {
        case .behindLoadedModel: "behind_loaded_model"
        case .behindOthers: "behind_others"
        case .modelLoading: "model_loading"
        case .modelUnloading: "model_unloading"
        case .slotLent: "slot_lent"
        case .hostAway: "host_away"
        case .hostUncertain: "host_uncertain"
        case .backingOff: "backing_off"
        }
    }
}

extension JobEvent {
    /// Of the event behind which there is none.
    static let lastID = "ended"

    var text: ServerSentEvent {
        switch self {
        case .waiting(let place): event("waiting", place.members)
        case .began(let attempt, let before):
            event("began", ["attempt": .int(attempt)], id: String(before.rawValue))
        case .piece(let piece):
            event("piece", piece.members, id: String(piece.sequence.rawValue))
        case .retrying(let attempt, let message):
            event("retrying", ["attempt": .int(attempt), "message": .string(message)])
        case .ended(let job): event("ended", job.members, id: Self.lastID)
        }
    }

    private func event(
        _ name: String,
        _ members: JSONObject,
        id: String? = nil
    ) -> ServerSentEvent {
        ServerSentEvent(id: id, name: name, data: JSONValue.object(members).bytes)
    }
}

extension JobPiece {
    fileprivate var members: JSONObject {
        var members: JSONObject = [
            "sequence": .int(Int(sequence.rawValue)), "content": .string(piece.content),
        ]
        if !piece.thinking.isEmpty { members["thinking"] = .string(piece.thinking) }
        let calls = piece.toolCallValues
        if !calls.isEmpty { members["tool_calls"] = .array(calls) }
        for member in piece.otherMembers.members { members[member.name] = member.value }
        return members
    }
}
