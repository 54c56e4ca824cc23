import MoultServer

/// What `--version` prints.
enum MoultVersion {
    static let text = "moult \(ServerVersion.text)"
}
