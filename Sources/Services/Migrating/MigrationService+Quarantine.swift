internal import Knowledge
internal import Messages
internal import Migration
internal import RPC
internal import Spaces

extension MigrationService {
    /// By ascending id; a page token is the last id given.
    func listQuarantine(
        _ request: MoultV1.ListQuarantineRequest
    ) async throws -> MoultV1.ListQuarantineResponse {
        let size = try PageSize.of(request.pageSize, limits: limits)
        let page = try await migrations.quarantine(
            of: try epoch(request.epoch),
            after: try PageTokens.item(request.pageToken),
            limit: size
        )
        return MoultV1.ListQuarantineResponse(
            epoch: page.epoch.rawValue,
            target: page.target,
            items: page.items.map(\.wire),
            // A full page may be the last; the next one then says so by being empty.
            nextPageToken: PageTokens.text(
                after: page.items.last?.item,
                hasMore: page.items.count == size
            ),
            total: Int64(page.total)
        )
    }

    func retryQuarantine(
        _ request: MoultV1.RetryQuarantineRequest
    ) async throws -> MoultV1.RetryQuarantineResponse {
        let retry = try await migrations.retryQuarantine(
            of: try epoch(request.epoch),
            keys: request.keys.map(ItemKey.init)
        )
        return MoultV1.RetryQuarantineResponse(
            epoch: retry.epoch.rawValue,
            retrying: Int64(retry.retrying)
        )
    }
}
