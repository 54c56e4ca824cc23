import Foundation
import FoundationNetworking
import Testing

extension TestServer {
    /// Where the front listens, as the log says.
    func front() throws -> String {
        let line = logEnd.split(separator: "\n").last { $0.contains("addresses=") }
        let address = line?.split { " \"".contains($0) }.last { $0.hasPrefix("http://") }
        return String(try #require(address, "the log names no front:\n\(logEnd)"))
    }

    /// Asks the front; with a body by POST, else by GET.
    func ask(_ path: String, _ body: String? = nil) async throws -> (status: Int, text: String) {
        var request = URLRequest(url: try #require(URL(string: try front() + path)))
        request.httpMethod = body == nil ? "GET" : "POST"
        request.httpBody = body.map { Data($0.utf8) }
        request.timeoutInterval = 60
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return (status, String(decoding: data, as: UTF8.self))
    }
}
