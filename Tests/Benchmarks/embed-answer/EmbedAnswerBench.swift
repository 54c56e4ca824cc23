import Foundation
import Ollama

/// What it costs to read an answer of `/api/embed`: 64 vectors of 768 floats, as Go writes them.
///
/// Foundation's JSONDecoder reads the same bytes in the same run. Each line is the median of
/// many rounds, taken in turns.
@main
struct EmbedAnswerBench {
    private struct Decoded: Decodable {
        let embeddings: [[Float]]
    }

    private static let vectors = 64
    private static let dimensions = 768
    private static let rounds = 51

    static func main() throws {
        let bytes = Array(answer().utf8)
        let data = Data(bytes)
        guard try EmbedAnswer(bytes).vectors == decoded(data) else {
            throw Disagreement()
        }
        var ours: [Duration] = []
        var theirs: [Duration] = []
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            ours.append(try clock.measure { _ = try EmbedAnswer(bytes) })
            theirs.append(try clock.measure { _ = try decoded(data) })
        }
        let (fast, slow) = (median(ours), median(theirs))
        print("\(vectors) x \(dimensions) floats, \(bytes.count) bytes:")
        print("EmbedAnswer  \(milliseconds(fast)) ms")
        print("JSONDecoder  \(milliseconds(slow)) ms, \(rounded(slow / fast)) times as long")
    }

    private static func decoded(_ data: Data) throws -> [[Float]] {
        try JSONDecoder().decode(Decoded.self, from: data).embeddings
    }

    /// Unit vectors have components of about one part in 28, with nine digits.
    private static func answer() -> String {
        var seed: UInt64 = 1
        let rows = (0..<vectors).map { _ in
            (0..<dimensions).map { _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let signed = Float(Int64(bitPattern: seed) >> 40) / Float(1 << 23)
                return "\(signed / 16)"
            }
            .joined(separator: ",")
        }
        return "{\"model\":\"embeddinggemma\",\"embeddings\":[["
            + rows.joined(separator: "],[")
            + "]],\"total_duration\":14143917,\"load_duration\":1019500,\"prompt_eval_count\":512}"
    }

    private static func median(_ times: [Duration]) -> Duration {
        times.sorted()[times.count / 2]
    }

    private static func milliseconds(_ time: Duration) -> String {
        rounded(time / .milliseconds(1))
    }

    private static func rounded(_ number: Double) -> String {
        String(format: "%.2f", number)
    }
}

/// The two readers did not read the same.
private struct Disagreement: Error {}
