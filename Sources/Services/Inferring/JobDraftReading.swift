internal import Channels
internal import Knowledge
internal import Messages
internal import RPC

/// What a client asks of the chat channel, as the channel takes it.
struct JobDraftReading: Sendable {
    let limits: InferenceLimits
    let knowledge: KnowledgeLimits

    init(_ limits: InferenceLimits, _ knowledge: KnowledgeLimits) {
        self.limits = limits
        self.knowledge = knowledge
    }

    /// - Throws: INVALID_ARGUMENT with the field and its bound.
    func read(_ draft: MoultV1.JobDraft?, key: String) throws(RPCStatus) -> JobRequest {
        guard let draft else {
            throw .invalidArgument(
                "draft is absent; say what is asked of the model.",
                subject: "draft"
            )
        }
        let keyBytesMax = knowledge.idempotencyKeyBytesMax
        try RPCStatus.check(key, named: "idempotency_key", bytesMax: keyBytesMax)
        try checkTexts(of: draft)
        return JobRequest(
            model: draft.model,
            body: try body(of: draft),
            priority: JobPriority(draft.priority),
            deadlineUnixMs: draft.deadlineUnixMs == 0 ? nil : draft.deadlineUnixMs,
            idempotencyKey: key,
            label: draft.label,
            traceparent: draft.traceparent
        )
    }

    private func checkTexts(of draft: MoultV1.JobDraft) throws(RPCStatus) {
        guard !draft.model.isEmpty else {
            throw .invalidArgument(
                "draft.model is empty; name a model as its host does.",
                subject: "draft.model"
            )
        }
        try RPCStatus.check(draft.model, named: "draft.model", bytesMax: limits.modelBytesMax)
        try RPCStatus.check(draft.label, named: "draft.label", bytesMax: limits.labelBytesMax)
        try RPCStatus.check(
            draft.traceparent,
            named: "draft.traceparent",
            bytesMax: limits.traceparentBytesMax
        )
        guard draft.deadlineUnixMs >= 0 else {
            throw .invalidArgument(
                "draft.deadline_unix_ms is \(draft.deadlineUnixMs); give milliseconds since 1970, "
                    + "or 0 for none.",
                subject: "draft.deadline_unix_ms"
            )
        }
        let count = draft.messages.count
        try RPCStatus.check(count, of: "draft.messages", max: limits.messagesMax)
    }

    private func body(of draft: MoultV1.JobDraft) throws(RPCStatus) -> String {
        let body = try ChatBody(draft).text
        let count = body.utf8.count
        guard count <= limits.bodyBytesMax else {
            throw RPCStatus(
                .invalidArgument,
                "draft takes \(count) bytes as the host is asked, of which at most "
                    + "\(limits.bodyBytesMax) are taken; send less.",
                reason: .limitExceeded,
                subject: "draft"
            )
        }
        return body
    }
}
