internal import InferenceHTTP

/// The front over HTTP while it runs.
struct Front: Sendable {
    /// With the port that the system chose.
    let address: String
    private let inference: InferenceHTTP
    private let running: Task<Void, any Error>

    /// Returns when it listens; nil: none is wanted.
    static func start(_ inference: InferenceHTTP?) async throws -> Front? {
        guard let inference else { return nil }
        let running = Task { try await inference.run() }
        let address = try await inference.listening()
        return Front(address: address.description, inference: inference, running: running)
    }

    /// Serves on until `delay` has passed, then ends what is in flight.
    func drain(after delay: Duration) async {
        try? await Task.sleep(for: delay)
        await inference.drain()
        _ = try? await running.value
    }
}
