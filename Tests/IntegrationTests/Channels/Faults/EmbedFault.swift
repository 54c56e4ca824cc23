import Messages
import MoultClient
import OllamaDouble

/// One way for an embedding request to go wrong, and what people see of it.
struct EmbedFault: Sendable, CustomStringConvertible {
    /// As the double's script names it.
    let script: String
    /// Part of the sentence that a write's outcome has.
    let words: String
    /// What Inference.Embed fails with.
    var code = MoultError.Code.unavailable
    var reason = MoultV1.Reason.providerUnavailable
    var settings: [String] = []
    var version = VersionProfile.current

    var description: String { version == .current ? script : "\(script) of \(version.rawValue)" }
}

extension EmbedFault {
    /// Each of them lasts until the script is taken away.
    static let lasting = [
        EmbedFault(script: "embed=status:500", words: "answered 500"),
        EmbedFault(script: "embed=status:502", words: "answered 502"),
        EmbedFault(script: "embed=status:503", words: "server busy"),
        EmbedFault(script: "embed=reset", words: "broke the connection off"),
        EmbedFault(script: "embed=zero", words: "zero"),
        EmbedFault(script: "embed=nulls", words: "no vectors that can be read"),
        EmbedFault(script: "embed=nan", words: "embedding contains NaN or Inf values"),
        EmbedFault(script: "embed=nan", words: "unsupported value: NaN", version: .old),
        EmbedFault(script: "embed=dimensions:700", words: "700"),
        EmbedFault(script: "embed=count:3", words: "1 texts with 3 vectors"),
        EmbedFault(script: "embed=oom", words: "out of memory"),
    ]

    /// Each of them is over by itself.
    static let passing = [
        EmbedFault(script: "embed#1=refuse:5000", words: "Nobody answers at"),
        EmbedFault(
            script: "embed#1=hang",
            words: "did not finish within",
            code: .deadlineExceeded,
            reason: .deadlineExceeded,
            settings: ["hosts.embedMs=5000"]
        ),
        EmbedFault(script: "embed#1=restart:5000", words: "Nobody answers at"),
        EmbedFault(script: "embed#1=oom", words: "out of memory"),
    ]
}
