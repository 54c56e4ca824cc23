extension Settings {
    /// In the order in which `--print-config` shows them; those of one section stand together.
    package static let all: [Setting] =
        Setting.server + Setting.waits + Setting.items + Setting.connections + Setting.store
        + Setting.migrations + Setting.paces + Setting.evidence + Setting.providing
        + Setting.embedding + Setting.hosts + Setting.chatting + Setting.fronting

    /// Variables that are the programs' own, and no settings.
    static let otherVariables: Set<String> = ["MOULT_SERVER", "MOULT_CONFIG"]
}
