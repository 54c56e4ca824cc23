import ArgumentParser
import Foundation
import Messages
import Testing

@testable import MoultClient
@testable import moult

@Suite struct ChatCommandTests {
    private func chat(_ arguments: String...) throws -> Chat {
        try #require(try Moult.parseAsRoot(["chat"] + arguments) as? Chat)
    }

    @Test func `everything that can be asked is read`() throws {
        let chat = try chat(
            "--model",
            "qwen3:8b",
            "--system",
            "Be short.",
            "--think",
            "--format",
            "json",
            "--options",
            #"{"seed":1}"#,
            "--priority",
            "high",
            "--deadline",
            "90s",
            "--label",
            "l",
            "--verbose",
            "why",
            "is it"
        )
        #expect(chat.verbose)
        #expect(chat.words == ["why", "is it"])
        let draft = try chat.options.draft(
            asking: "Why?",
            now: Date(timeIntervalSince1970: 1_000)
        )
        #expect(
            draft
                == MoultV1.JobDraft(
                    model: "qwen3:8b",
                    messages: [
                        MoultV1.ChatMessage(role: "system", content: "Be short."),
                        MoultV1.ChatMessage(role: "user", content: "Why?"),
                    ],
                    formatJson: #""json""#,
                    thinkJson: "true",
                    optionsJson: #"{"seed":1}"#,
                    priority: .high,
                    deadlineUnixMs: 1_090_000,
                    label: "l"
                )
        )
    }

    @Test func `what is not said is left to the server and the model`() throws {
        let draft = try chat("--model", "m", "Why?").options.draft(asking: "Why?")
        #expect(
            draft
                == MoultV1.JobDraft(
                    model: "m",
                    messages: [MoultV1.ChatMessage(role: "user", content: "Why?")],
                    priority: .normal
                )
        )
        #expect(
            try chat("--model", "m", "--no-think", "a").options.draft(asking: "a").thinkJson
                == "false"
        )
    }

    @Test func `files are read: a schema, tools and pictures`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "moult-chat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema = folder.appending(path: "schema.json")
        let picture = folder.appending(path: "a.png")
        try Data(#"{"type":"object"}"#.utf8).write(to: schema)
        try Data([0, 1, 0xFF]).write(to: picture)
        let draft = try chat(
            "--model",
            "m",
            "--format",
            schema.path,
            "--tools",
            schema.path,
            "--image",
            picture.path,
            "--image",
            picture.path,
            "a"
        ).options.draft(asking: "a")
        #expect(draft.formatJson == #"{"type":"object"}"#)
        #expect(draft.toolsJson == #"{"type":"object"}"#)
        #expect(draft.messages[0].images == [[0, 1, 0xFF], [0, 1, 0xFF]])
        let binary = #expect(throws: CommandFailure.self) {
            try chat("--model", "m", "--tools", picture.path, "a").options.draft(asking: "a")
        }
        #expect(binary?.problem == "\(picture.path) is no text")
        let missing = #expect(throws: CommandFailure.self) {
            try chat("--model", "m", "--image", "/nowhere.png", "a").options.draft(asking: "a")
        }
        #expect(missing?.problem == "/nowhere.png cannot be read")
    }

    @Test(arguments: [
        ["chat", "a"], ["chat", "--model", "m"], ["chat", "--model", "m", "--deadline", "0", "a"],
        ["chat", "--model", "m", "--priority", "urgent", "a"],
        ["jobs", "list", "--state", "lost"], ["jobs", "list", "--limit", "-1"],
        ["jobs", "show"], ["jobs", "watch", "x"], ["embed"], ["embed", "-", "a"],
        ["embed", "--as", "poem", "a"], ["embed", "--dimensions=-1", "a"],
    ])
    func `what makes no sense is not understood`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Moult.parseAsRoot(arguments) }
    }

    @Test func `jobs are listed by state, model and label`() throws {
        let list = try #require(
            try Moult.parseAsRoot([
                "jobs", "list", "--state", "queued", "--state", "running", "--model", "m",
                "--label", "l",
            ]) as? JobsList
        )
        #expect(list.state.map(\.wire) == [.queued, .running])
        #expect(list.model == "m")
        #expect(list.label == "l")
        #expect(list.limit == 100)
    }

    @Test func `a watch goes on from anywhere`() throws {
        let watch = try #require(
            try Moult.parseAsRoot(["jobs", "watch", "7", "--after", "4294967299"]) as? JobsWatch
        )
        #expect(watch.id == 7)
        #expect(watch.after == 4_294_967_299)
    }

    @Test func `texts are embedded as they are asked to be`() throws {
        let embed = try #require(
            try Moult.parseAsRoot([
                "embed", "--target", "ollama:nomic-embed-text", "--as", "query", "--dimensions",
                "256", "--truncate", "--bulk", "a", "b",
            ]) as? Embed
        )
        #expect(embed.texts == ["a", "b"])
        #expect(embed.wording.wire == .query)
        #expect(embed.dimensions == 256)
        #expect(embed.truncate && embed.bulk)
    }
}

@Suite struct ChatSizeTests {
    private func draft(asking count: Int) throws -> MoultV1.JobDraft {
        let chat = try Moult.parseAsRoot(["chat", "--model", "m", "a"]) as? Chat
        return try #require(chat).options.draft(asking: String(repeating: "a", count: count))
    }

    @Test func `a job has room in a request, to the last byte`() throws {
        let most = ChatOptions.requestBytesMax - 1
        let request = MoultV1.SubmitJobRequest(
            draft: try draft(asking: most),
            idempotencyKey: UUID().uuidString
        )
        #expect(try request.packed().count <= 4 << 20)
        let failure = #expect(throws: CommandFailure.self) { try draft(asking: most + 1) }
        #expect(failure?.problem.hasSuffix("and a request holds 4 MiB in all") == true)
    }

    @Test func `a picture that is too large is told by its name`() throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "moult-picture-\(UUID().uuidString)")
        try Data(count: ChatOptions.requestBytesMax + 1).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let chat = try Moult.parseAsRoot(["chat", "--model", "m", "--image", path.path, "a"])
        let failure = #expect(throws: CommandFailure.self) {
            try (chat as? Chat)?.options.draft(asking: "a")
        }
        #expect(failure?.problem.hasPrefix("\(path.path) has over 4") == true)
    }

    @Test func `what the server says of a field names the option`() {
        let error = MoultError(
            .invalidArgument,
            "draft.options_json is an array; give an object.",
            subject: "draft.options_json"
        )
        #expect(
            ChatOptions.named(error) as? CommandFailure
                == CommandFailure("--options is an array; give an object.")
        )
        let other = MoultError(.notFound, "There is none.", subject: "draft.options_json")
        #expect(ChatOptions.named(other) is MoultError)
    }
}

@Suite struct PromptTests {
    private func text(_ words: [String], input: String = "in") throws -> String {
        try Prompt.text(of: words) { Array(input.utf8) }
    }

    @Test func `words are joined, and standard input is a paragraph where it stands`() throws {
        #expect(try text(["a", "b"]) == "a b")
        #expect(try text(["-"]) == "in")
        #expect(try text(["a", "b", "-", "c"]) == "a b\n\nin\n\nc")
        #expect(try text(["a", "-"], input: "") == "a")
    }

    @Test func `nothing, twice the same and what is no text are refused`() {
        #expect(throws: CommandFailure.self) { try text(["-"], input: " \n") }
        #expect(throws: CommandFailure.self) { try text(["-", "-"]) }
        #expect(throws: CommandFailure.self) { try Prompt.text(of: ["-"]) { [0xFF] } }
        #expect(throws: CommandFailure.self) { try Prompt.text(of: ["-"]) { [0x61, 0] } }
    }
}

@Suite struct TextLinesTests {
    @Test func `lines are texts, in parts of a call each`() throws {
        var lines = TextLines(perCall: 2)
        var parts = try lines.take(Array("a\n\nb\r\nc\n  \nd".utf8))
        parts += try lines.take(Array("e".utf8))
        parts += try lines.finish()
        #expect(parts == [["a", "b"], ["c", "de"]])
        #expect(try lines.finish().isEmpty)
    }

    @Test func `a part takes its most bytes, and not one more`() throws {
        let half = String(repeating: "x", count: TextLines.bytesPerCallMax / 2)
        var lines = TextLines(perCall: 100)
        let parts = try lines.take(Array("\(half)\n\(half)\ny\n".utf8)) + lines.finish()
        #expect(parts.map(\.count) == [2, 1])
    }

    @Test func `a line that is no text is refused by its number`() {
        var lines = TextLines(perCall: 2)
        let failure = #expect(throws: CommandFailure.self) {
            try lines.take([0x61, 0x0A, 0xFF, 0x0A])
        }
        #expect(failure?.problem == "Line 2 is not a text in UTF-8")
    }
}
