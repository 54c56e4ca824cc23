import ArgumentParser
import Messages

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Walk through items, or through collections.",
        discussion: """
            With --json each line is an item that `moult ingest -` takes back:

              moult list --json --collection notes > notes.jsonl
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup var filter: FilterOptions

    @Flag(help: "List the collections and how many items each holds.")
    var collections = false

    @Option(help: "Stop after so many; 0: all.")
    var limit = 0

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must be 0 or more") }
    }

    func run() async throws {
        try await remote.run { remote in
            if collections {
                try await showCollections(remote)
            } else {
                try await showItems(remote)
            }
        }
    }

    private func showItems(_ remote: Remote) async throws {
        var shown = 0
        var token = ""
        repeat {
            let page = try await remote.list(
                MoultV1.ListRequest(
                    filter: filter.wire,
                    pageSize: pageSize(after: shown),
                    pageToken: token
                )
            )
            for item in page.items { remote.output.show(item) }
            shown += page.items.count
            token = page.nextPageToken
        } while !token.isEmpty && (limit == 0 || shown < limit)
    }

    private func showCollections(_ remote: Remote) async throws {
        var rows: [MoultV1.Collection] = []
        var token = ""
        repeat {
            let page = try await remote.listCollections(
                MoultV1.ListCollectionsRequest(pageSize: pageSize(after: rows.count), pageToken: token)
            )
            rows += page.collections
            token = page.nextPageToken
        } while !token.isEmpty && (limit == 0 || rows.count < limit)
        remote.output.show(rows)
    }

    /// A page small enough for its texts to fit one answer.
    private func pageSize(after shown: Int) -> Int32 {
        let most = 100
        return Int32(limit == 0 ? most : min(most, limit - shown))
    }
}
