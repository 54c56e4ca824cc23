/// Names of models, as a host compares them.
enum ModelTag {
    /// Without a tag it is the latest.
    static func tagged(_ name: String) -> String {
        let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return last.contains(":") ? name : name + ":latest"
    }

    static func areSame(_ one: String, _ other: String) -> Bool { tagged(one) == tagged(other) }
}
