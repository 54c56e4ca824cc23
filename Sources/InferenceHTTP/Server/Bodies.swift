import HTTPTypes
import Hummingbird
import JSONText
import NIOCore
import Synchronization

/// Reads requests' bodies as JSON, each within its bound and all of them within theirs.
final class Bodies: Sendable {
    private let limits: HTTPLimits
    /// Of all bodies that are being read or parsed.
    private let bytesHeld = Mutex(0)

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// The body's object.
    ///
    /// It is read whatever its `Content-Type` says, as Ollama does.
    @concurrent
    func object(of request: Request) async throws -> JSONObject {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            try check(length)
        }
        let held = HeldBytes()
        defer { release(held.count) }
        return try Self.parse(try await bytes(of: request, held))
    }

    @concurrent
    private func bytes(of request: Request, _ held: HeldBytes) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in request.body {
                try hold(part.readableBytes, held)
                try check(held.count)
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw BodyLost(cause: error)
        }
        return bytes
    }

    private static func parse(_ bytes: [UInt8]) throws(Refusal) -> JSONObject {
        guard !bytes.isEmpty else { throw Refusal(.invalid, "missing request body") }
        do throws(JSONError) {
            guard let object = try JSONReader.value(of: bytes).object else {
                throw JSONError(.wrongType, at: 0, "an object is expected")
            }
            return object
        } catch {
            throw Refusal(.invalid, error.message)
        }
    }
}

extension Bodies {
    private func check(_ length: Int) throws(Refusal) {
        guard length <= limits.bodyBytesMax else {
            throw Refusal(
                .tooLarge,
                "The body is larger than \(limits.bodyBytesMax) bytes; send less at once."
            )
        }
    }

    private func hold(_ count: Int, _ held: HeldBytes) throws(Refusal) {
        let hasRoom = bytesHeld.withLock { bytesHeld in
            guard bytesHeld + count <= limits.bodiesBytesMax else { return false }
            bytesHeld += count
            return true
        }
        guard hasRoom else {
            throw Refusal(
                .unavailable,
                "Requests of \(limits.bodiesBytesMax) bytes are being read; try again.",
                retryAfter: .seconds(1)
            )
        }
        held.count += count
    }

    private func release(_ count: Int) {
        bytesHeld.withLock { $0 -= count }
    }
}

/// What one body has taken of the bytes for all.
private final class HeldBytes {
    var count = 0
}

/// The connection ended, or held no HTTP, while a body was read.
struct BodyLost: Error {
    let cause: any Error
}
