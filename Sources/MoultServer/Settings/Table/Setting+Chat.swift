// The chat channel.
extension Setting {
    static let chatHost = text(
        "chat.host",
        "",
        "the provider that chats, by its name; nothing: the first of kind ollama; none: nobody"
    )
    static let chatJobsPerDrain = integer(
        "chat.jobsPerDrain",
        20,
        in: 1...100_000,
        "jobs of one model in a row while others wait"
    )
    static let chatDrainMs = integer(
        "chat.drainMs",
        120_000,
        in: 1...86_400_000,
        "how long one model is stayed on while others wait"
    )
    static let chatWaitMs = integer(
        "chat.waitMs",
        300_000,
        in: 1...86_400_000,
        "a job that has waited so long goes first"
    )
    static let chatGuestSliceMs = integer(
        "chat.guestSliceMs",
        20_000,
        in: 1...3_600_000,
        "how long a migration's embedder may have the slot while jobs wait"
    )
    static let chatKeepAliveSeconds = integer(
        "chat.keepAliveSeconds",
        300,
        in: 10...86_400,
        "how long a chat model stays loaded after its last job"
    )
    static let chatQueueMax = integer(
        "chat.queueMax",
        1_000,
        in: 1...1_000_000,
        "jobs that have not ended; more are refused"
    )
    static let chatBodyBytesMax = integer(
        "chat.bodyBytesMax",
        8 << 20,
        in: 1_024...(16 << 20),
        "bytes of what a job asks, as JSON"
    )
    static let chatKeptDays = integer(
        "chat.keptDays",
        7,
        in: 0...3_650,
        "how long jobs that have ended are kept"
    )
    static let chatAttemptsMax = integer(
        "chat.attemptsMax",
        3,
        in: 1...100,
        "attempts of a job that fails by itself"
    )
    static let chatSilenceMs = integer(
        "chat.silenceMs",
        300_000,
        in: 100...86_400_000,
        "a job that says nothing for so long has failed"
    )
    static let chatRunMs = integer(
        "chat.runMs",
        3_600_000,
        in: 100...86_400_000,
        "an attempt that runs for so long has failed"
    )
    static let chatLogBytesMax = integer(
        "chat.logBytesMax",
        64 << 20,
        in: 1_024...(1 << 30),
        "bytes of what a job says, in all attempts"
    )
    static let chatWatchersMax = integer(
        "chat.watchersMax",
        10_000,
        in: 1...1_000_000,
        "those who watch jobs at once"
    )
    static let chatCommitMs = integer(
        "chat.commitMs",
        50,
        in: 1...10_000,
        "between two writes of what a job says"
    )
}

extension Setting {
    static let chatting: [Setting] = [
        .chatHost, .chatJobsPerDrain, .chatDrainMs, .chatWaitMs, .chatGuestSliceMs,
        .chatKeepAliveSeconds, .chatQueueMax, .chatBodyBytesMax, .chatKeptDays, .chatAttemptsMax,
        .chatSilenceMs, .chatRunMs, .chatLogBytesMax, .chatWatchersMax, .chatCommitMs,
    ]
}
