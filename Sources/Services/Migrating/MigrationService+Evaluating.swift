internal import Knowledge
internal import Messages
internal import Migration
internal import RPC

extension MigrationService {
    func evaluate(
        _ request: MoultV1.EvaluateRequest
    ) async throws -> MoultV1.EvaluateResponse {
        var known: [KnownAnswer] = []
        known.reserveCapacity(request.known.count)
        for (position, answer) in request.known.enumerated() {
            known.append(try KnownAnswer(answer, at: position))
        }
        let order = EvaluationOrder(
            epoch: try epoch(request.epoch),
            k: request.k == 0 ? nil : Int(request.k),
            queries: request.queries == 0 ? nil : Int(request.queries),
            known: known
        )
        let report = try await migrations.evaluate(order)
        return MoultV1.EvaluateResponse(evaluation: report.wire)
    }
}

extension KnownAnswer {
    /// - Parameter position: among the request's, for the sentence.
    fileprivate init(_ wire: MoultV1.KnownAnswer, at position: Int) throws(RPCStatus) {
        let field = "known[\(position)]"
        guard !wire.query.isEmpty else {
            throw .invalidArgument("\(field).query is empty.", subject: "\(field).query")
        }
        guard !wire.relevant.isEmpty else {
            throw .invalidArgument(
                "\(field).relevant is empty; name at least one item.",
                subject: "\(field).relevant"
            )
        }
        self.init(query: wire.query, relevant: wire.relevant.map(ItemKey.init))
    }
}
