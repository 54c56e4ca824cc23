internal import Channels
internal import Curl
internal import Foundation
internal import InferenceHTTP
internal import Ollama
internal import RPC
internal import Services

// The settings of the two channels as the values that they take.
extension Settings {
    var embedSettings: EmbedSettings {
        var embed = EmbedSettings()
        embed.waitingTextsMax = integer(.embedWaitingTextsMax)
        embed.waitingBytesMax = integer(.embedWaitingBytesMax)
        embed.gatherWindow = milliseconds(.embedGatherMs)
        embed.queryTimeMax = milliseconds(.embedQueryMs)
        embed.bulkTimeMax = milliseconds(.embedBulkMs)
        embed.bulkTimeBesideQueriesMax = milliseconds(.embedBulkBesideQueriesMs)
        embed.bulkWaitMax = milliseconds(.embedBulkWaitMs)
        embed.concurrencyMax = integer(.embedConcurrency)
        embed.cacheBytesMax = integer(.embedCacheBytesMax)
        embed.textsPerCallMax = integer(.embedTextsPerCall)
        return embed
    }

    var residencySettings: ResidencySettings {
        var residency = ResidencySettings()
        residency.lookEvery = milliseconds(.lookEveryMs)
        residency.enterWaitMax = milliseconds(.enterWaitMs)
        residency.loadTimeMax = milliseconds(.loadMs)
        residency.wedgeAfter = milliseconds(.wedgeAfterMs)
        residency.healEvery = residency.wedgeAfter / 2
        return residency
    }

    var ollamaLimits: OllamaLimits {
        var limits = OllamaLimits()
        limits.embedTimeout = milliseconds(.hostEmbedMs)
        // The chat channel judges a silence first, and says which job it was.
        let silence = milliseconds(.chatSilenceMs) + .seconds(30)
        limits.chatHeadTimeout = silence
        limits.chatStallTimeout = silence
        return limits
    }

    var curlLimits: CurlLimits {
        var limits = CurlLimits()
        limits.connectionsPerHostMax = integer(.hostConnectionsMax)
        return limits
    }

    var chatSettings: ChatSettings {
        var chat = ChatSettings()
        chat.drain.jobsMax = integer(.chatJobsPerDrain)
        chat.drain.timeMax = milliseconds(.chatDrainMs)
        chat.drain.waitMax = milliseconds(.chatWaitMs)
        chat.drain.guestSlice = milliseconds(.chatGuestSliceMs)
        chat.keepAliveSeconds = integer(.chatKeepAliveSeconds)
        chat.jobsMax = integer(.chatQueueMax)
        chat.bodyBytesMax = integer(.chatBodyBytesMax)
        chat.pageMax = integer(.pageSizeMax)
        chat.keptFor = .seconds(86_400 * integer(.chatKeptDays))
        chat.attemptsMax = integer(.chatAttemptsMax)
        chat.loadMax = milliseconds(.loadMs)
        chat.silenceMax = milliseconds(.chatSilenceMs)
        chat.runMax = milliseconds(.chatRunMs)
        chat.logBytesMax = integer(.chatLogBytesMax)
        chat.watchersMax = integer(.chatWatchersMax)
        chat.commitEvery = milliseconds(.chatCommitMs)
        return chat
    }

    var inferenceLimits: InferenceLimits {
        var limits = InferenceLimits()
        limits.embedTextsMax = integer(.embedTextsMax)
        limits.embedTextBytesMax = integer(.embedTextBytesMax)
        limits.bodyBytesMax = integer(.chatBodyBytesMax)
        return limits
    }
}

// The front over HTTP.
extension Settings {
    /// nil: it is not wanted.
    ///
    /// - Throws: `SettingError` for an address or a token that cannot be taken.
    func inferenceSettings() throws -> InferenceHTTPSettings? {
        let text = text(.inference)
        guard !text.isEmpty else { return nil }
        let address = try ServerAddress(text)
        guard case .tcp(let host, let port) = address else {
            throw SettingError(
                "\(Setting.inference.name) is \(text); HTTP is spoken over tcp://HOST:PORT only."
            )
        }
        let token = try inferenceToken()
        if token == nil { try ListenerPolicy.check(address, insecure: flag(.insecure)) }
        var inference = InferenceHTTPSettings(
            address: HTTPAddress(host: host, port: port),
            token: token,
            version: ServerVersion.text
        )
        inference.limits = httpLimits
        return inference
    }

    private func inferenceToken() throws(SettingError) -> BearerToken? {
        let path = path(.inferenceToken)
        guard !path.isEmpty else { return nil }
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8),
            let token = BearerToken(text)
        else {
            throw SettingError(
                "\(Setting.inferenceToken.name): \(path) holds no token of at least "
                    + "\(BearerToken.bytesMin) characters that this user can read."
            )
        }
        return token
    }

    private var httpLimits: HTTPLimits {
        var limits = HTTPLimits()
        limits.bodyBytesMax = integer(.inferenceBodyBytesMax)
        limits.bodiesBytesMax = integer(.inferenceBodiesBytesMax)
        limits.connectionsMax = integer(.inferenceConnectionsMax)
        limits.headTimeout = milliseconds(.inferenceHeadMs)
        limits.idleTimeout = milliseconds(.inferenceIdleMs)
        limits.bodyTimeout = milliseconds(.inferenceBodyMs)
        limits.writeTimeout = milliseconds(.inferenceWriteMs)
        limits.drainGrace = milliseconds(.drainGraceMs)
        limits.textsMax = integer(.inferenceTextsMax)
        limits.urgentTextsMax = integer(.inferenceUrgentTextsMax)
        return limits
    }
}
