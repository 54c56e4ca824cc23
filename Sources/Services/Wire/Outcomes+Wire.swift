internal import Knowledge
internal import Memory
internal import Messages
internal import RPC

extension IngestOutcome {
    var wire: MoultV1.IngestOutcome {
        var wire = MoultV1.IngestOutcome(collection: key.collection, key: key.key)
        switch status {
        case .embedded(let id, let revision):
            wire.status = .embedded
            (wire.id, wire.revision) = (id.rawValue, revision.rawValue)
        case .pending(let id, let revision, let reason):
            wire.status = .pending
            (wire.id, wire.revision) = (id.rawValue, revision.rawValue)
            wire.message = reason
        case .unchanged(let id, let revision):
            wire.status = .unchanged
            (wire.id, wire.revision) = (id.rawValue, revision.rawValue)
        case .refused(let error):
            let status = error.rpcStatus
            wire.status = .refused
            wire.code = status.code.rawValue
            wire.reason = status.reason
            wire.message = status.message
            wire.retryable = status.retryable
        }
        return wire
    }
}

extension Deletion.Expectation {
    init(_ wire: MoultV1.KeyToDelete) {
        var expected: Revision?
        if case .expectedRevision(let revision) = wire.expectation {
            expected = Revision(rawValue: revision)
        }
        self.init(
            key: ItemKey(named: wire.key, in: wire.collection),
            expectedRevision: expected
        )
    }
}

extension DeletionReceipt {
    var wire: MoultV1.DeleteResponse {
        MoultV1.DeleteResponse(
            deleted: Int64(deleted),
            missing: missing.map(\.wire),
            refused: refused.map(\.wire)
        )
    }
}

extension DeletionReceipt.Refusal {
    fileprivate var wire: MoultV1.DeleteRefusal {
        let status = MemoryError(
            .revisionMismatch(actual: actual),
            subject: "expected_revision",
            "The item's revision is \(actual.rawValue), not the one expected; read it again."
        ).rpcStatus
        return MoultV1.DeleteRefusal(
            collection: key.collection,
            key: key.key,
            code: status.code.rawValue,
            reason: status.reason,
            message: status.message
        )
    }
}
