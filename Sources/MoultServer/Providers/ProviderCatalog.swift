internal import Channels
internal import Logging
internal import Spaces
internal import Synchronization

/// The built-in embedders, and those of the configured providers.
///
/// One embed channel for each model of a provider, however many spaces and callers share it: lanes,
/// cache and bounds are the model's.
final class ProviderCatalog: EmbedderCatalog {
    private let builtIn = BuiltInCatalog()
    private let list: ProviderList
    private let rooms: [String: any ProviderRoom]
    let known: KnownModels
    private let settings: EmbedSettings
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let channels = Mutex(Channels())

    private struct Channels {
        var made: [ChannelName: EmbedChannel] = [:]
        var hear: Hearing?
    }

    /// Models that can be embedded with at once.
    static let channelsMax = 256

    /// A provider's name, and a model of it.
    typealias Hearing = @Sendable (_ provider: String, _ model: String) -> Void

    private struct ChannelName: Hashable {
        let provider: String
        let model: String
    }

    /// - Parameter rooms: by the providers' names.
    init(
        _ list: ProviderList,
        rooms: [String: any ProviderRoom],
        known: KnownModels,
        settings: EmbedSettings,
        clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.list = list
        self.rooms = rooms
        self.known = known
        self.settings = settings
        self.clock = clock
        self.logger = logger
    }

    func embedder(
        forTarget text: String
    ) async throws(EmbedderTargetError) -> any Embedder {
        guard let target = try ProviderTarget(text) else {
            return try builtIn.embedder(forTarget: text)
        }
        let room = try room(for: target.kind, target.model)
        let facts = try await room.facts(of: target.model)
        return embedder(for: try identity(of: target, facts), in: room)
    }

    func embedder(
        for identity: SpaceIdentity
    ) throws(EmbedderTargetError) -> any Embedder {
        guard let kind = ProviderEntry.Kind(rawValue: identity.provider) else {
            return try builtIn.embedder(for: identity)
        }
        return embedder(for: identity, in: try room(for: kind, identity.model))
    }

    /// Where the space's model is on an Ollama host; nil: elsewhere.
    func place(of identity: SpaceIdentity) -> ModelPlaces.Place? {
        guard ProviderEntry.Kind(rawValue: identity.provider) == .ollama,
            let entry = list.claiming(.ollama, identity.model)
        else { return nil }
        return ModelPlaces.Place(
            provider: entry.name,
            model: identity.model,
            digest: identity.modelDigest
        )
    }

    /// The name of the provider that serves the target.
    func provider(of target: ProviderTarget) -> String? {
        let entry = list.claiming(target.kind, target.model)
        return entry?.name
    }

    /// The model is another one under its name: what it answered before no longer counts.
    func forgetAnswers(of model: String, at provider: String) {
        let name = ChannelName(provider: provider, model: model)
        channels.withLock { $0.made[name] }?.forgetAnswers()
    }

    /// Hears of each model that is embedded with, once.
    func whenMet(_ hear: @escaping Hearing) {
        let known = channels.withLock { channels in
            channels.hear = hear
            return Array(channels.made.keys)
        }
        for name in known { hear(name.provider, name.model) }
    }

    func channel(to target: ProviderTarget) throws(EmbedderTargetError) -> EmbedChannel {
        channel(to: target.model, in: try room(for: target.kind, target.model))
    }

    func hasChannel(to target: ProviderTarget) -> Bool {
        guard let provider = provider(of: target) else { return false }
        let name = ChannelName(provider: provider, model: target.model)
        return channels.withLock { $0.made[name] != nil }
    }

    /// - Throws: a sentence, if the provider has no such model, or the channels are too many.
    func check(_ target: ProviderTarget) async throws(EmbedderTargetError) {
        _ = try await room(for: target.kind, target.model).facts(of: target.model)
        guard channels.withLock({ $0.made.count }) < Self.channelsMax else {
            throw EmbedderTargetError(
                .full,
                "\(Self.channelsMax) models are embedded with already, which is the most; use "
                    + "one of them, or restart the server."
            )
        }
    }

    /// Whoever asks for a model that is not there must be told so, not that it is forbidden.
    func channelError(
        _ error: EmbedderError,
        of target: ProviderTarget
    ) async -> ChannelError {
        let refusal = ChannelError(error)
        guard error.code == .denied, let room = try? room(for: target.kind, target.model) else {
            return refusal
        }
        do throws(EmbedderTargetError) {
            _ = try await room.facts(of: target.model)
            return refusal
        } catch  where error.code == .unknownModel {
            return ChannelError(error)
        } catch {
            return refusal
        }
    }
}

extension ProviderCatalog {
    private func room(
        for kind: ProviderEntry.Kind,
        _ model: String
    ) throws(EmbedderTargetError) -> any ProviderRoom {
        guard let entry = list.claiming(kind, model), let room = rooms[entry.name] else {
            throw EmbedderTargetError(
                .notConfigured,
                "No provider of the configuration serves \(kind.rawValue):\(model); add one to "
                    + "\(Setting.providers.name)."
            )
        }
        return room
    }

    private func identity(
        of target: ProviderTarget,
        _ facts: ProviderModelFacts
    ) throws(EmbedderTargetError) -> SpaceIdentity {
        let model = known.model(named: target.model)
        let native = facts.dimensions ?? model?.dimensions
        guard let dimensions = target.dimensions ?? native else {
            throw EmbedderTargetError(
                .malformed,
                "How wide the vectors of \(target.kind.rawValue):\(target.model) are, nobody "
                    + "says; name them: \(target.kind.rawValue):\(target.model)@DIMENSIONS."
            )
        }
        if let native, dimensions > native {
            throw EmbedderTargetError(
                .malformed,
                "\(target.kind.rawValue):\(target.model) has vectors of \(native) dimensions; "
                    + "\(dimensions) is more than it can give."
            )
        }
        return SpaceIdentity(
            provider: target.kind.rawValue,
            model: target.model,
            modelDigest: facts.digest,
            dimensions: dimensions,
            documentPrefix: model?.documentPrefix ?? "",
            queryPrefix: model?.queryPrefix ?? ""
        )
    }

    private func embedder(
        for identity: SpaceIdentity,
        in room: any ProviderRoom
    ) -> any Embedder {
        ChannelEmbedder(
            identity: identity,
            channel: channel(to: identity.model, in: room),
            asksDimensions: known.model(named: identity.model)?.dimensions != identity.dimensions
        )
    }

    private func channel(to model: String, in room: any ProviderRoom) -> EmbedChannel {
        let name = ChannelName(provider: room.name, model: model)
        let (channel, hear) = channels.withLock { channels in
            if let channel = channels.made[name] { return (channel, nil as Hearing?) }
            let channel = makeChannel(to: model, in: room)
            channels.made[name] = channel
            return (channel, channels.hear)
        }
        hear?(room.name, model)
        return channel
    }

    private func makeChannel(to model: String, in room: any ProviderRoom) -> EmbedChannel {
        var settings = settings
        settings.concurrencyMax = room.concurrency(of: settings.concurrencyMax)
        settings.contextTokensMax = room.contextTokensMax(of: known.model(named: model))
        return EmbedChannel(
            backend: room.backend(for: model),
            gate: room.gate,
            model: model,
            settings: settings,
            clock: clock,
            logger: logger
        )
    }
}
