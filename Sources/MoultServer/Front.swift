internal import InferenceHTTP
internal import RPC
internal import RPCServer

/// The front over HTTP while it runs.
struct Front: Sendable {
    /// With the port that the system chose.
    let address: String
    private let inference: InferenceHTTP
    private let running: Task<Void, any Error>
    private let delay = DrainDelay()

    /// Returns when it listens.
    static func start(_ inference: InferenceHTTP) async throws(ListenError) -> Front {
        let running = Task { try await inference.run() }
        do {
            let address = try await inference.listening()
            return Front(address: address.description, inference: inference, running: running)
        } catch {
            let wanted = inference.address
            throw ListenError(.tcp(host: wanted.host, port: wanted.port), error)
        }
    }

    private init(address: String, inference: InferenceHTTP, running: Task<Void, any Error>) {
        self.address = address
        self.inference = inference
        self.running = running
    }

    /// Serves on until `time` has passed, then ends what is in flight.
    func drain(after time: Duration) async {
        await delay.wait(time)
        await inference.drain()
        _ = try? await running.value
    }

    /// Ends the wait before the drain, now or when it comes.
    func skipDrainDelay() {
        delay.skip()
    }
}
