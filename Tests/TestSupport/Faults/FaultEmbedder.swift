import Knowledge
package import Spaces
import Synchronization

/// An embedder that does what a script says: `fault:SCRIPT@D`.
///
/// Its vectors are unit vectors drawn from the text's fingerprint, the same for a document and a
/// query: a text finds itself with a cosine of 1. They mean nothing else. The script can be changed
/// while it runs; its calls are counted from that moment on.
package final class FaultEmbedder: Embedder {
    package let identity: SpaceIdentity
    private let clock: any Clock<Duration>
    private let state: Mutex<State>

    private struct State {
        var script: FaultScript
        /// Calls under this script.
        var calls = 0
        /// Texts answered with a vector, under any script.
        var textsEmbedded = 0
        /// Calls that hang, each waiting for its own end.
        var hanging: [Int: AsyncStream<Never>.Continuation] = [:]
        var hangs = 0
    }

    /// - Parameter target: "fault:SCRIPT@D", or "fault:@D" for one without faults.
    package convenience init(
        target: String,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws(EmbedderTargetError) {
        let name = "fault:"
        guard target.hasPrefix(name), let at = target.lastIndex(of: "@"),
            let dimensions = Int(target[target.index(after: at)...]), dimensions > 0
        else {
            throw EmbedderTargetError(
                .malformed,
                "\"\(target)\" is no fault embedder; write fault:SCRIPT@D, as fault:fail=3..5@64"
            )
        }
        let script = target[target.index(target.startIndex, offsetBy: name.count)..<at]
        self.init(
            script: try FaultScript(parsing: String(script)),
            dimensions: dimensions,
            clock: clock
        )
    }

    package init(
        script: FaultScript = .harmless,
        dimensions: Int,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        identity = SpaceIdentity(provider: "fault", model: script.text, dimensions: dimensions)
        self.clock = clock
        state = Mutex(State(script: script))
    }

    package var textsPerCallMax: Int { state.withLock { $0.script.textsPerCallMax } }
    package var microsPerMillionTokens: Int64 {
        state.withLock { $0.script.microsPerMillionTokens }
    }
    package var contextTokensMax: Int? { state.withLock { $0.script.contextTokensMax } }

    /// Words.
    package func tokens(of text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).count
    }

    package func embed(
        _ texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> [[Float]] {
        try await embedding(of: texts, as: role).vectors
    }

    package func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        let (script, call) = state.withLock { state in
            state.calls += 1
            return (state.script, state.calls)
        }
        try await rest(script.delay(ofCall: call, texts: texts.count))
        let files = FaultFiles(of: script)
        let fault = script.fault(ofCall: call) ?? (files.areDrifted ? .drift : nil)
        if !files.hasKey || fault == .denied {
            throw EmbedderError(.denied, "call \(call) is denied: the key is not valid")
        }
        let markers = files.areCured ? script.withoutMarkers : script
        try refuse(texts, by: markers)
        switch fault {
        case .fail: throw EmbedderError(.unavailable, "call \(call) fails by script")
        case .timeout: throw EmbedderError(.timedOut, "call \(call) takes too long by script")
        case .busy:
            throw EmbedderError(
                .unavailable,
                "call \(call) is one too many",
                retryAfter: .seconds(1)
            )
        case .hang: try await hang()
        case .denied, .drift, .dimensions, .count, .zeros, .nan, .length, nil: break
        }
        state.withLock { $0.textsEmbedded += texts.count }
        if let path = script.ledgerPath { EmbeddingLedger(path: path).write(texts, as: role) }
        let vectors = texts.map { text in
            markers.suffers(.spoil, text) ? vector(of: text).map { _ in .nan } : vector(of: text)
        }
        let tokens = texts.reduce(0) { $0 + self.tokens(of: $1) }
        return Embedding(vectors: Self.spoil(vectors, by: fault), tokens: tokens)
    }

    private func refuse(_ texts: [String], by script: FaultScript) throws(EmbedderError) {
        if let position = script.refused(among: texts) {
            throw EmbedderError(.textRefused(position: position), "text \(position) is refused")
        }
        if texts.contains(where: { script.suffers(.choke, $0) }) {
            throw EmbedderError(.batchRefused, "the input is refused")
        }
        if let bound = script.contextTokensMax, texts.contains(where: { tokens(of: $0) > bound }) {
            throw EmbedderError(.batchRefused, "the input has more than \(bound) tokens")
        }
    }
}

// The handle on a running embedder.
extension FaultEmbedder {
    /// Makes `script` hold from now on, with calls counted from 1.
    ///
    /// Calls that hang stay hanging.
    package func follow(_ script: FaultScript) {
        state.withLock { state in
            state.script = script
            state.calls = 0
        }
    }

    /// Calls since the script began to hold.
    package var calls: Int { state.withLock { $0.calls } }

    /// Texts that were answered with a vector, right or spoilt.
    package var textsEmbedded: Int { state.withLock { $0.textsEmbedded } }

    /// Calls that hang now.
    package var hanging: Int { state.withLock { $0.hanging.count } }

    /// Lets the calls that hang answer after all.
    package func releaseHanging() {
        let hanging = state.withLock { state in
            defer { state.hanging = [:] }
            return state.hanging.values.map(\.self)
        }
        for call in hanging { call.finish() }
    }
}

extension FaultEmbedder {
    private func rest(_ time: Duration) async throws(EmbedderError) {
        guard time > .zero else { return }
        do {
            try await clock.sleep(for: time)
        } catch {
            throw EmbedderError(.cancelled, "the call was cancelled")
        }
    }

    private func hang() async throws(EmbedderError) {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        let number = state.withLock { state in
            state.hangs += 1
            state.hanging[state.hangs] = continuation
            return state.hangs
        }
        for await _ in stream {}
        state.withLock { $0.hanging[number] = nil }
        if Task.isCancelled { throw EmbedderError(.cancelled, "the call was cancelled") }
    }

    /// The vector that this embedder gives `text`.
    package func vector(of text: String) -> [Float] {
        var fingerprint = Fingerprint()
        fingerprint.combine(text)
        var numbers = SeededNumbers(seed: fingerprint.high ^ fingerprint.low)
        let values = (0..<identity.dimensions).map { _ in Float.random(in: -1...1, using: &numbers)
        }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { $0 / length }
    }

    private static func spoil(_ vectors: [[Float]], by fault: FaultScript.Fault?) -> [[Float]] {
        switch fault {
        case .dimensions: vectors.map { $0 + [0] }
        case .count: Array(vectors.dropLast())
        case .zeros: vectors.map { $0.map { _ in 0 } }
        case .nan: vectors.map { [.nan] + $0.dropFirst() }
        case .length: vectors.map { $0.map { $0 * 2 } }
        case .drift: vectors.map { Array($0.reversed()) }
        case .fail, .timeout, .denied, .busy, .hang, nil: vectors
        }
    }
}
