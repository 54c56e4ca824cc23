internal import Knowledge
package import Memory
internal import Messages
internal import RPC
internal import Synchronization

/// A mutation that may carry a key under which its answer is remembered.
protocol IdempotentRequest: WireMessage {
    var idempotencyKey: String { get }
}

extension MoultV1.IngestRequest: IdempotentRequest {}
extension MoultV1.DeleteRequest: IdempotentRequest {}
extension MoultV1.StartRequest: IdempotentRequest {}
extension MoultV1.CancelRequest: IdempotentRequest {}
extension MoultV1.PruneRequest: IdempotentRequest {}
extension MoultV1.PauseRequest: IdempotentRequest {}
extension MoultV1.ResumeRequest: IdempotentRequest {}
extension MoultV1.CutOverRequest: IdempotentRequest {}
extension MoultV1.TuneRequest: IdempotentRequest {}
extension MoultV1.RollbackRequest: IdempotentRequest {}
extension MoultV1.AdoptRequest: IdempotentRequest {}
extension MoultV1.RetryQuarantineRequest: IdempotentRequest {}

/// Answers that are given again to whoever comes again with the same key and body.
///
/// For mutations that are not one transaction of the store with their answer: should the server
/// die between the two, the call is done again, and each of them is safe to do again.
package final class IdempotentAnswers: Sendable {
    private let store: any AnswerStore
    private let unixMs: @Sendable () -> Int64
    private let keyBytesMax: Int
    /// Keys whose calls are under way, each with those that wait for its end.
    private let underWay = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    package init(
        _ store: any AnswerStore,
        keyBytesMax: Int,
        unixMs: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.keyBytesMax = keyBytesMax
        self.unixMs = unixMs
    }

    /// The claim of a request; nil: it carries no key.
    func claim<Request: IdempotentRequest, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request
    ) throws -> IdempotencyClaim? {
        let key = request.idempotencyKey
        guard !key.isEmpty else { return nil }
        guard key.utf8.count <= keyBytesMax else {
            throw RPCStatus(
                .invalidArgument,
                "idempotency_key has \(key.utf8.count) bytes; give 1 to \(keyBytesMax).",
                reason: .limitExceeded,
                subject: "idempotency_key"
            )
        }
        var fingerprint = Fingerprint()
        fingerprint.combine(method.service)
        fingerprint.combine(method.name)
        fingerprint.combine(try request.packed())
        return IdempotencyClaim(key: key, fingerprint: fingerprint)
    }

    /// Does `work` unless its answer is known.
    func once<Request: IdempotentRequest, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request,
        _ work: () async throws -> Response
    ) async throws -> Response {
        guard let claim = try claim(method, request) else { return try await work() }
        await enter(claim.key)
        defer { leave(claim.key) }
        if let known = try await store.answer(to: claim) {
            return try Response(unpacking: known)
        }
        let response = try await work()
        try await store.keep(try response.packed(), to: claim, atUnixMs: unixMs())
        return response
    }

    /// Waits until no other call of the key is under way.
    private func enter(_ key: String) async {
        var hasEntered = false
        while !hasEntered {
            await withCheckedContinuation { continuation in
                hasEntered = underWay.withLock { underWay in
                    guard underWay[key] == nil else {
                        underWay[key]?.append(continuation)
                        return false
                    }
                    underWay[key] = []
                    return true
                }
                if hasEntered { continuation.resume() }
            }
        }
    }

    private func leave(_ key: String) {
        let waiting = underWay.withLock { $0.removeValue(forKey: key) }
        for call in waiting ?? [] { call.resume() }
    }
}
