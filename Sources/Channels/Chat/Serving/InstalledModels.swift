import Synchronization
import Waiting

/// Which models the host that chats has, as far as was seen.
///
/// A model that was seen once costs nobody a question: before it is loaded, the host is asked anew.
final class InstalledModels: Sendable {
    private struct State {
        /// Canonical names of the last list.
        var listed: Set<String> = []
        /// Of those that no list has, and the host shows.
        var shown: Set<String> = []
    }

    private let host: any ModelHost
    private let time: Timeline
    private let waitMax: Duration
    private let state = Mutex(State())

    init(_ host: any ModelHost, waitMax: Duration, time: Timeline) {
        self.host = host
        self.waitMax = waitMax
        self.time = time
    }

    /// nil: it is there, or nobody can tell.
    ///
    /// - Parameter isFresh: What was seen before does not count.
    func check(_ model: String, isFresh: Bool = false) async -> HostError? {
        let name = ModelTag.canonical(model)
        let isSeen = state.withLock { $0.listed.contains(name) || $0.shown.contains(name) }
        if isSeen, !isFresh { return nil }
        return await withTaskGroup(of: HostError?.self) { group in
            group.addTask { await self.ask(for: model) }
            group.addTask {
                await self.time.sleep(until: self.time.now + self.waitMax)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    /// A list may lack what the host has all the same, under another name or far away: it is refused
    /// only when the host itself says so.
    private func ask(for model: String) async -> HostError? {
        let name = ModelTag.canonical(model)
        do throws(HostError) {
            let listed = Set(try await host.installed().map { ModelTag.canonical($0.name) })
            state.withLock { $0.listed = listed }
            if listed.contains(name) { return nil }
            _ = try await host.facts(of: model)
            state.withLock { _ = $0.shown.insert(name) }
            return nil
        } catch {
            guard error.code == .unknownModel else { return error }
            state.withLock { _ = $0.shown.remove(name) }
            return HostError(.unknownModel, sentence(missing: model))
        }
    }

    private func sentence(missing model: String) -> String {
        """
        Model "\(model)" is not installed on \(host.name): run "ollama pull \(model)" there.
        """
    }
}
