import Testing

@testable import moult

@Suite struct ItemLineTests {
    private func read(_ text: String, max: Int = 1_000) -> [Result<ItemLine, LineError>] {
        var reader = ItemLineReader(lineBytesMax: max)
        return reader.take(text.utf8) + reader.finish()
    }

    private func problem(_ line: String) -> String? {
        guard case .failure(let error)? = read(line).first else { return nil }
        return error.message
    }

    @Test func `a line is an item`() {
        let text = """
            {"collection": "c", "key": "k", "text": "t", "metadata": {"a": "b"}, "vector": [1]}

            {"key": "l", "text": "ü"}
            """
        #expect(
            read(text) == [
                .success(ItemLine(collection: "c", key: "k", text: "t", metadata: ["a": "b"])),
                .success(ItemLine(key: "l", text: "ü")),
            ]
        )
    }

    @Test func `an error names its line, and the lines behind it are read`() {
        let found = read(
            "{\"key\": \"k\", \"text\": \"t\"}\n\n{oops\n{\"key\": \"l\", \"text\": \"u\"}"
        )
        #expect(found.count == 3)
        #expect(
            found[1]
                == .failure(
                    LineError(
                        line: 3,
                        problem: "it is not valid JSON. Each line is one object of its own."
                    )
                )
        )
        #expect(found[2] == .success(ItemLine(key: "l", text: "u")))
    }

    @Test(arguments: [
        ("{\"key\": \"k\"}", "Line 1: “text” is missing. Each line needs a key and a text."),
        ("{\"key\": 1, \"text\": \"t\"}", "Line 1: “key” is not a text. Put it in quotes."),
        ("{\"key\": \"k\", \"text\": null}", "Line 1: “text” is not a text. Put it in quotes."),
        (
            "{\"key\": \"k\", \"text\": \"t\", \"metadata\": {\"n\": 1}}",
            "Line 1: “metadata.n” is not a text. Put it in quotes."
        ),
        (
            "{\"key\": \"k\", \"text\": \"a\\u0000b\"}",
            "Line 1: “text” holds a NUL, which no text has. Take it out."
        ),
        (
            "[1]",
            "Line 1: it is no object. Each line is one, as {\"key\": \"a\", \"text\": \"b\"}."
        ),
    ])
    func `a wrong line says what is wrong and what to do`(line: String, message: String) {
        #expect(problem(line) == message)
    }

    @Test func `a line past the limit is an error`() {
        let line = "{\"key\":\"k\",\"text\":\"t\"}"
        #expect(read(line, max: line.utf8.count).map { (try? $0.get()) != nil } == [true])
        #expect(read(line, max: line.utf8.count - 1).map { (try? $0.get()) != nil } == [false])
    }
}
