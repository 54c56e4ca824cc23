import ArgumentParser
import Messages

/// Which items a command is about.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only items of this collection; may be repeated.")
    var collection: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only items with this metadata; may be repeated.",
            valueName: "key=value"
        )
    )
    var filter: [MetadataPair] = []

    var isEmpty: Bool { collection.isEmpty && filter.isEmpty }

    var wire: MoultV1.ItemFilter? {
        isEmpty ? nil : MoultV1.ItemFilter(collections: collection, metadata: filter.map(\.wire))
    }
}

/// `key=value` on the command line.
struct MetadataPair: ExpressibleByArgument {
    let key: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            return nil
        }
        key = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }

    var wire: MoultV1.MetadataEntry { MoultV1.MetadataEntry(key: key, value: value) }
}
