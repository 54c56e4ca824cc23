internal import Foundation
package import Migration

/// Asks a program of the operator's before each cut-over.
///
/// It gets the facts in its environment and as JSON on standard input; an exit status other than 0
/// refuses, and the last line that it wrote says why.
package struct ProgramHook: CutOverHook {
    private let path: String
    private let timeout: Duration
    private let environment: [String: String]

    /// What is told of a line that it wrote.
    static let lineBytesMax = 500

    /// - Parameter environment: what it gets beside the facts.
    package init(
        path: String,
        timeout: Duration,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.path = path
        self.timeout = timeout
        self.environment = environment
    }

    package func refusal(of facts: CutOverFacts) async -> String? {
        let result = await ProgramRun(
            path: path,
            environment: environment.merging(facts.variables) { _, fact in fact },
            input: facts.json,
            timeout: timeout
        ).run()
        let said = Self.lastLine(of: result.output)
        switch result.ending {
        case .exited(0):
            return nil
        case .exited(let status):
            return said.isEmpty
                ? "\(path) ended with status \(status) and said nothing" : said
        case .killed(let signal):
            return "\(path) was killed by signal \(signal)"
        case .timedOut:
            return "\(path) did not end within \(timeout) and was killed"
        case .cancelled:
            return "\(path) was stopped: the cut-over waits for it no more"
        case .notStarted(let why):
            return "\(path) did not run: \(why)"
        }
    }

    /// The last line with anything on it, without what a terminal obeys.
    static func lastLine(of output: [UInt8]) -> String {
        let lines = output.split(whereSeparator: { $0 == UInt8(ascii: "\n") })
        let texts = lines.reversed().lazy.map { line -> String in
            let text = String(decoding: line.prefix(lineBytesMax), as: UTF8.self)
            let scalars = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
            return String(String.UnicodeScalarView(scalars))
                .trimmingCharacters(in: .whitespaces)
        }
        return texts.first { !$0.isEmpty } ?? ""
    }
}

extension CutOverFacts {
    /// Empty where there was no comparison.
    fileprivate var variables: [String: String] {
        [
            "MOULT_EPOCH": "\(epoch)",
            "MOULT_TARGET": target,
            "MOULT_ACTIVE_EPOCH": "\(activeEpoch)",
            "MOULT_ACTIVE_TARGET": activeTarget,
            "MOULT_ITEMS": "\(items)",
            "MOULT_EMBEDDED": "\(embedded)",
            "MOULT_QUARANTINED": "\(quarantined)",
            "MOULT_VERDICT": evaluation?.verdict.word ?? "",
            "MOULT_OVERLAP": evaluation.map { "\($0.overlap)" } ?? "",
        ]
    }

    fileprivate var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return [UInt8]((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
    }
}

extension EvaluationReport.Verdict {
    fileprivate var word: String {
        switch self {
        case .go: "go"
        case .noGo: "no-go"
        case .inconclusive: "inconclusive"
        }
    }
}
