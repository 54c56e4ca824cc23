import Curl
import Testing

/// Runs `body` with a client and closes it.
func withClient<Result>(
    limits: CurlLimits = CurlLimits(),
    authorities: String? = nil,
    _ body: (CurlClient) async throws -> Result
) async throws -> Result {
    let client = CurlClient(limits: limits, authorities: authorities)
    do {
        let result = try await body(client)
        await client.close()
        return result
    } catch {
        await client.close()
        throw error
    }
}

extension CurlClient {
    /// The error that the request must end with.
    func error(of request: CurlRequest) async -> CurlError? {
        await #expect(throws: CurlError.self) { try await answer(to: request) }
    }

    /// The error that the request's stream must end with, and what came before.
    func streamError(of request: CurlRequest) async -> (CurlError?, [CurlChunk]) {
        var chunks: [CurlChunk] = []
        let error = await #expect(throws: CurlError.self) {
            try await stream(request) { chunks.append($0) }
        }
        return (error, chunks)
    }
}

extension CurlAnswer {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension [CurlChunk] {
    var bytes: [UInt8] {
        flatMap { chunk -> [UInt8] in
            if case .bytes(let bytes) = chunk { bytes } else { [] }
        }
    }
}

extension TransferLimits {
    init(_ change: (inout TransferLimits) -> Void) {
        self.init()
        change(&self)
    }
}

extension CurlLimits {
    init(_ change: (inout CurlLimits) -> Void) {
        self.init()
        change(&self)
    }
}
