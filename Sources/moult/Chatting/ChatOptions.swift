import ArgumentParser
import Foundation
import Messages
import MoultClient

/// What a job is, but for the text that is asked.
struct ChatOptions: ParsableArguments {
    enum Urgency: String, ExpressibleByArgument, CaseIterable {
        case low
        case normal
        case high

        var wire: MoultV1.Priority {
            switch self {
            case .low: .low
            case .normal: .normal
            case .high: .high
            }
        }
    }

    /// What a request holds of texts and pictures, beside what frames it.
    static let requestBytesMax = PreparedMessage.bytesMax - (4 << 10)

    @Option(help: "The model, as its host names it.")
    var model: String

    @Option(help: "What the model is to be, before it is asked.")
    var system = ""

    @Flag(inversion: .prefixedNo, help: "Whether it is to think first; as it does by itself.")
    var think: Bool?

    @Option(
        help: ArgumentHelp(
            "The answer's form: json, or a file with a JSON schema.",
            valueName: "json|file"
        )
    )
    var format = ""

    @Option(
        name: .customLong("options"),
        help: ArgumentHelp("The model's options, as a JSON object.", valueName: "json")
    )
    var modelOptions = ""

    @Option(help: ArgumentHelp("A file with a JSON array of tools.", valueName: "file"))
    var tools: String?

    @Option(help: ArgumentHelp("A picture to look at; may be repeated.", valueName: "file"))
    var image: [String] = []

    @Option(help: "low, normal or high.")
    var priority = Urgency.normal

    @Option(
        help: ArgumentHelp(
            "Give up after so long, waiting and all attempts counted: 90s, 30m or seconds.",
            valueName: "seconds"
        )
    )
    var deadline: TimeSpan?

    @Option(help: "A text by which `moult jobs list` finds it.")
    var label = ""

    func validate() throws {
        guard deadline.map({ $0.seconds > 0 }) ?? true else {
            throw ValidationError("--deadline must be above 0")
        }
    }

    /// - Throws: a failure that names the file that cannot be read.
    func draft(asking text: String, now: Date = Date()) throws -> MoultV1.JobDraft {
        var messages: [MoultV1.ChatMessage] = []
        if !system.isEmpty { messages.append(MoultV1.ChatMessage(role: "system", content: system)) }
        messages.append(
            MoultV1.ChatMessage(role: "user", content: text, images: try image.map(Self.bytes))
        )
        let draft = MoultV1.JobDraft(
            model: model,
            messages: messages,
            toolsJson: try tools.map(Self.text) ?? "",
            formatJson: try formatJSON(),
            thinkJson: think.map { "\($0)" } ?? "",
            optionsJson: modelOptions,
            priority: priority.wire,
            deadlineUnixMs: deadline.map { Self.unixMs(now) + $0.seconds * 1_000 } ?? 0,
            label: label
        )
        try Self.checkSize(of: draft)
        return draft
    }

    /// Before anything is sent: what the server would say, it says of a frame.
    private static func checkSize(of draft: MoultV1.JobDraft) throws(CommandFailure) {
        let texts = [
            draft.model, draft.label, draft.toolsJson, draft.formatJson, draft.optionsJson,
        ]
        let messages = draft.messages.map { message in
            message.content.utf8.count + message.images.reduce(0) { $0 + $1.count }
        }
        let bytes = (texts.map(\.utf8.count) + messages).reduce(0, +)
        guard bytes > requestBytesMax else { return }
        throw tooLarge("The job has \(Quantity.text(bytes: bytes)) with its pictures")
    }

    private static func tooLarge(_ what: String) -> CommandFailure {
        let most = Quantity.text(bytes: PreparedMessage.bytesMax)
        return CommandFailure(
            "\(what), and a request holds \(most) in all",
            remedy: "Make it smaller, or ask over HTTP, where chat.bodyBytesMax is the bound."
        )
    }

    /// What the server says of a field, said of the option that it came from.
    static func named(_ error: MoultError) -> any Error {
        let options = [
            "draft.options_json": "--options", "draft.format_json": "--format",
            "draft.tools_json": "--tools", "draft.think_json": "--think",
            "draft.model": "--model", "draft.label": "--label",
            "draft.deadline_unix_ms": "--deadline",
        ]
        guard error.code == .invalidArgument, let option = options[error.subject] else {
            return error
        }
        return CommandFailure(error.message.replacingOccurrences(of: error.subject, with: option))
    }

    private func formatJSON() throws -> String {
        switch format {
        case "": ""
        case "json": #""json""#
        default: try Self.text(of: format)
        }
    }

    private static func unixMs(_ moment: Date) -> Int64 {
        Int64((moment.timeIntervalSince1970 * 1_000).rounded(.down))
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            let data = try handle.read(upToCount: requestBytesMax + 1) ?? Data()
            guard data.count <= requestBytesMax else {
                throw tooLarge("\(path) has over \(Quantity.text(bytes: requestBytesMax))")
            }
            return [UInt8](data)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure("\(path) cannot be read", remedy: "Check the path.")
        }
    }

    private static func text(of path: String) throws -> String {
        guard case .text(let text) = FileText(try bytes(of: path)) else {
            throw CommandFailure("\(path) is no text", remedy: "Give a file of JSON.")
        }
        return text
    }
}
