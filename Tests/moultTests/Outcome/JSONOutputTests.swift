import Foundation
import Testing

@testable import moult

@Suite struct JSONOutputTests {
    private struct Sample: Encodable {
        var createdUnixMs = 5
        var serverURL = "tcp://a/b"
        var metadata = ["camelCase": "left", "Ünï": "co\nde"]
        var score = 0.5
    }

    @Test func `members are in snake case and in order, keys of metadata are left alone`() throws {
        let line = try JSONOutput.line(Sample())
        #expect(
            line == #"{"created_unix_ms":5,"metadata":{"camelCase":"left","Ünï":"co\nde"},"#
                + #""score":0.5,"server_url":"tcp://a/b"}"#
        )
    }

    @Test func `a number that JSON lacks is an error`() {
        #expect(throws: EncodingError.self) { try JSONOutput.line(Sample(score: .nan)) }
    }
}
