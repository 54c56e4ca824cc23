import ArgumentParser
import Foundation
import Messages

struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a model, and see its answer as it comes.",
        discussion: """
            Waits in the queue, with its place, the reason and an estimate, then streams the \
            answer. "-" stands for what standard input holds:

              moult chat --model llama3.2 "Why is the sky blue?"
              moult chat --model llama3.2 "Summarise this:" - < README.md
              moult chat --model qwen3:8b --image photo.png --format schema.json "What is it?"

            Ctrl-C and SIGTERM cancel the job, and so does a reader that closes the pipe. A lost \
            connection does not: the command attaches again, and `moult jobs watch` does from \
            anywhere. What the model thinks is dimmed on a terminal, and left out of a file or a \
            pipe: there the answer comes at its end, and only that of the attempt that succeeded. \
            With --json every event comes at once. Ends with 1 when the job does not succeed, with \
            130 when it is interrupted.
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "The job") var options: ChatOptions

    @Argument(help: "What to ask; \"-\": what standard input holds.")
    var words: [String]

    @Flag(help: "Say at the end how many tokens it was and how long it took.")
    var verbose = false

    func run() async throws {
        // Before anything is asked: from the job's first moment on, an interrupt is to cancel it.
        let interrupts = Interrupts()
        try await remote.run { remote in
            let request = MoultV1.SubmitJobRequest(
                draft: try options.draft(asking: try prompt()),
                idempotencyKey: UUID().uuidString
            )
            let job = try await remote.submit(request)
            try await remote.followCancelling(job: job.id, isVerbose: verbose, interrupts)
        }
    }

    private func prompt() throws -> String {
        try Prompt.text(of: words) {
            let data = try FileHandle.standardInput.readToEnd() ?? Data()
            return [UInt8](data)
        }
    }
}

/// What is asked, put together from the command line and standard input.
enum Prompt {
    /// Words are joined by spaces, and standard input is a paragraph of its own.
    static func text(of words: [String], standardInput: () throws -> [UInt8]) throws -> String {
        guard words.filter({ $0 == "-" }).count <= 1 else {
            throw CommandFailure("Standard input can be read once", remedy: "Give \"-\" once.")
        }
        let parts = words.split(separator: "-", omittingEmptySubsequences: false)
        var paragraphs = [parts[0].joined(separator: " ")]
        if parts.count > 1 {
            paragraphs.append(try read(standardInput()))
            paragraphs.append(parts[1].joined(separator: " "))
        }
        let text = paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
        guard !text.isEmpty else {
            throw CommandFailure("There is nothing to ask", remedy: "Give a text, or \"-\".")
        }
        return text
    }

    private static func read(_ bytes: [UInt8]) throws -> String {
        switch FileText(bytes) {
        case .text(let text): return text
        case .skipped(.empty): return ""
        case .skipped(let reason):
            throw CommandFailure("Standard input is \(reason.text)", remedy: "Give it a text.")
        }
    }
}
