import ArgumentParser
import Messages

struct Get: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read items by their keys.",
        discussion: "Ends with 3 when a key is not there."
    )

    @OptionGroup var remote: RemoteOptions

    @Option(help: "The collection the keys are in.")
    var collection = ""

    @Argument(help: "The keys, 1 to 1,000.")
    var keys: [String]

    func run() async throws {
        try await remote.run { remote in
            let request = MoultV1.GetRequest(
                keys: keys.map { MoultV1.ItemKey(collection: collection, key: $0) }
            )
            let response = try await remote.get(request)
            for item in response.items { remote.output.show(item) }
            guard response.missing.isEmpty else {
                for key in response.missing {
                    remote.output.complain("There is no item \(key.key) in \(key.collection).")
                }
                throw ExitStatus.incomplete
            }
        }
    }
}
