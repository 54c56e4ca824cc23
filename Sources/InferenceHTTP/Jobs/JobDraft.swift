import Channels
import HTTPTypes
import Hummingbird
import JSONText

/// A body of `POST /jobs`: one of `/api/chat`, and what the queue is to know beside it.
struct JobDraft {
    let request: JobRequest

    init(_ body: JSONObject, _ surroundings: Surroundings, _ http: Request) throws(Refusal) {
        var chat = body
        chat.drop([
            "model", "stream", "keep_alive", "priority", "deadline", "idempotency_key", "label",
        ])
        guard try !(chat.list(at: "messages") ?? []).isEmpty else {
            throw Refusal(.invalid, "\"messages\" is empty; a job needs one.", field: "messages")
        }
        var request = surroundings.job(try body.model(), chat, of: http)
        request.priority = try body.priority()
        request.deadlineUnixMs = try body.deadline(fromUnixMs: surroundings.nowUnixMs())
        request.idempotencyKey = try body.key(http)
        if let label = try body.text(at: "label") { request.label = label }
        self.request = request
    }
}

extension JSONObject {
    fileprivate func priority() throws(Refusal) -> JobPriority {
        guard let name = try text(at: "priority") else { return .normal }
        guard let priority = JobPriority.allCases.first(where: { $0.name == name }) else {
            throw Refusal(
                .invalid,
                "\"priority\" is \"\(name)\"; it has to be low, normal or high.",
                field: "priority"
            )
        }
        return priority
    }

    /// Seconds from now.
    fileprivate func deadline(fromUnixMs now: Int64) throws(Refusal) -> Int64? {
        guard let given = given("deadline") else { return nil }
        guard let seconds = given.double, seconds > 0, seconds <= Self.deadlineSecondsMax else {
            throw Refusal(
                .invalid,
                "\"deadline\" has to be a number of seconds from now, more than 0 and at most "
                    + "\(Int(Self.deadlineSecondsMax)).",
                field: "deadline"
            )
        }
        return now + Int64((seconds * 1_000).rounded(.up))
    }

    /// A year.
    private static let deadlineSecondsMax = 31_536_000.0

    fileprivate func key(_ http: Request) throws(Refusal) -> String {
        let header = HTTPField.Name("Idempotency-Key").flatMap { http.headers[$0] }
        let field = try text(at: "idempotency_key")
        if let header, let field, header != field {
            throw Refusal(
                .invalid,
                "The header and the body have different idempotency keys; send one.",
                field: "idempotency_key"
            )
        }
        return header ?? field ?? ""
    }
}

extension JobPriority {
    var name: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        }
    }
}
