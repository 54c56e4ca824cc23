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
        request.idempotencyKey = try body.key(http)
        request.deadlineUnixMs = try body.deadline(
            fromUnixMs: surroundings.nowUnixMs(),
            key: request.idempotencyKey
        )
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

    /// A time, or seconds from now; the latter not with a key, for a repeat would ask for another.
    fileprivate func deadline(fromUnixMs now: Int64, key: String) throws(Refusal) -> Int64? {
        switch given("deadline") {
        case nil: return nil
        case .string(let text)?:
            guard let time = UnixTime(text) else { throw Self.malformedDeadline }
            return time.milliseconds
        case let given?:
            guard let seconds = given.double, seconds > 0, seconds <= Self.deadlineSecondsMax
            else { throw Self.malformedDeadline }
            guard key.isEmpty else {
                throw Refusal(
                    .invalid,
                    "With an idempotency key \"deadline\" has to be a time, as "
                        + "\"2026-01-02T03:04:05Z\", so that a repeat asks for the same.",
                    field: "deadline"
                )
            }
            return now + Int64((seconds * 1_000).rounded(.up))
        }
    }

    /// A year.
    private static let deadlineSecondsMax = 31_536_000.0

    private static let malformedDeadline = Refusal(
        .invalid,
        "\"deadline\" has to be a time, as \"2026-01-02T03:04:05Z\", or a number of seconds from "
            + "now, more than 0 and at most \(Int(deadlineSecondsMax)).",
        field: "deadline"
    )

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
