import Curl
import Foundation
import OllamaDouble

/// What a double tells at its side port.
struct DoubleWatch {
    let sideURL: String
    let client: CurlClient

    func events() async throws -> [DoubleEvent] {
        let answer = try await client.answer(to: CurlRequest(url: sideURL + "/events"))
        return try JSONDecoder().decode([DoubleEvent].self, from: Data(answer.body))
    }

    /// The first event like this, as soon as there is one.
    func event(where isMeant: (DoubleEvent) -> Bool) async throws -> DoubleEvent {
        while true {
            if let event = try await events().first(where: isMeant) { return event }
            try Task.checkCancellation()
        }
    }

    /// The bodies of the requests that came to an endpoint.
    func bodies(at endpoint: String) async throws -> [String] {
        try await events().filter { $0.kind == .arrived && $0.endpoint == endpoint }
            .map { $0.body ?? "" }
    }

    func restart() async throws {
        _ = try await client.answer(to: CurlRequest(method: .post, url: sideURL + "/restart"))
    }
}
