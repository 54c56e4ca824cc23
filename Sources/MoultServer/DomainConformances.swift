internal import Memory
internal import Migration
internal import Spaces

// Memory and Migration do not see each other. What a migration asks of the live memory the memory
// offers under the same names, and here the two meet.
extension LiveRoute: WriteRouting {}
extension LiveMemory: IndexBuilding {}
extension LiveMemory: ArrivalLimiting {}

extension LiveMemory: LiveLoadMeasuring {
    func recentLoad() -> LiveLoad {
        let recent = recentLatency
        return LiveLoad(searchP99: recent.searchP99, queryWaitP99: recent.queryWaitP99)
    }
}

extension LiveMemory: SpaceSearching {
    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems] {
        try await nearestItems(to: queries, in: space, limit: limit).map { ranking in
            RankedItems(
                entries: ranking.hits.map {
                    RankedItems.Entry(item: $0.id, score: $0.score)
                },
                duration: ranking.duration
            )
        }
    }
}
