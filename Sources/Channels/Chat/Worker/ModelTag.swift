/// Names of models, as a host compares them.
enum ModelTag {
    private static let latest = ":latest"

    /// Without a tag it is the latest, and its case says nothing.
    static func tagged(_ name: String) -> String {
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return (last.contains(":") ? name : name + latest).lowercased()
    }

    /// Of all names of a model the shortest, by which it is scheduled.
    static func canonical(_ name: String) -> String {
        let tagged = tagged(name)
        return tagged.hasSuffix(latest) ? String(tagged.dropLast(latest.count)) : tagged
    }

    static func areSame(_ one: String, _ other: String) -> Bool { tagged(one) == tagged(other) }
}
