import Testing

/// No function is longer than 70 lines.
struct FunctionLength: FileRule {
    static let linesMax = 70

    func applies(to file: SourceFile) -> Bool {
        !file.isGenerated && (file.isSwift || file.isC)
    }

    func findings(in file: SourceFile) -> [Finding] {
        let functions =
            file.isSwift
            ? Self.swiftFunctions(in: file.parts.code) : Self.cFunctions(in: file.parts.code)
        return functions.filter { $0.count > Self.linesMax }.map { lines in
            Finding(
                file.path,
                line: lines.lowerBound + 1,
                "a function of \(lines.count) lines: split it"
            )
        }
    }

    private static let keywords = ["func", "init", "deinit", "subscript"]

    /// The lines of each function, from its keyword to its closing brace; from 0.
    static func swiftFunctions(in code: [String]) -> [ClosedRange<Int>] {
        code.indices.flatMap { line in
            keywords.flatMap { keyword in
                code[line].rangesOfWord(keyword)
                    .filter { isDeclaration(at: $0, in: code[line]) }
                    .compactMap { end(ofBodyBehind: $0.upperBound, line: line, in: code) }
            }
            .map { line...$0 }
        }
    }

    /// `.init(…)` and `self.init(…)` are calls.
    private static func isDeclaration(at range: Range<String.Index>, in line: String) -> Bool {
        range.lowerBound == line.startIndex || line[line.index(before: range.lowerBound)] != "."
    }

    /// nil: no body, as in a protocol.
    private static func end(
        ofBodyBehind start: String.Index,
        line: Int,
        in code: [String]
    ) -> Int? {
        var brackets = 0
        var braces = 0
        for index in line..<code.count {
            let text = index == line ? code[index][start...] : code[index][...]
            if index > line, braces == 0, brackets == 0, startsDeclaration(text) { return nil }
            for character in text {
                switch character {
                case "(", "[": brackets += 1
                case ")", "]": brackets -= 1
                case "{" where brackets == 0 || braces > 0: braces += 1
                case "}" where braces == 0: if brackets == 0 { return nil }
                case "}" where brackets == 0 || braces > 0:
                    braces -= 1
                    if braces == 0 { return index }
                default: break
                }
            }
        }
        return nil
    }

    private static func startsDeclaration(_ line: Substring) -> Bool {
        let declarations: Set<Substring> = [
            "func", "init", "deinit", "subscript", "var", "let", "struct", "class", "enum",
            "actor", "protocol", "extension", "static", "mutating", "package", "public", "private",
        ]
        return line.split { $0 == " " || $0 == "(" }.first.map(declarations.contains) ?? false
    }

    /// Bodies whose head begins in the first column and takes parameters.
    static func cFunctions(in code: [String]) -> [ClosedRange<Int>] {
        var functions: [ClosedRange<Int>] = []
        var head: Int?
        for (index, line) in code.enumerated() {
            let isHead = line.first.map { $0.isLetter || $0 == "_" } ?? false
            if isHead, !line.contains("="), line.contains("(") { head = index }
            if line.hasPrefix("}"), let start = head {
                functions.append(start...index)
                head = nil
            }
        }
        return functions
    }
}

@Suite struct FunctionLengthTests {
    private let path = "Sources/Frames/Frame.swift"

    private func sample(lines: Int, head: String = "func parse() {") -> String {
        "struct Frame {\n" + head + String(repeating: "\n    step()", count: lines - 2) + "\n}\n}\n"
    }

    @Test func `no function is longer than 70 lines`() throws {
        expectNone(FunctionLength().findings(in: try Project.current.get().files))
    }

    @Test(arguments: ["func a() {", "init(b: Int = { 1 }()) {", "subscript(c: Int) -> Int {"])
    func `70 lines pass and 71 are found`(head: String) {
        let rule = FunctionLength()
        #expect(rule.findings(inSample: sample(lines: 70, head: head), at: path).isEmpty)
        let found = rule.findings(inSample: sample(lines: 71, head: head), at: path)
        #expect(found == [Finding(path, line: 2, "a function of 71 lines: split it")])
    }

    @Test func `a protocol's function has no body`() {
        let text = "protocol A {\n    func b() async\n    var c: Int { get }\n}\n"
        #expect(FunctionLength.swiftFunctions(in: SourceText(text).code).isEmpty)
    }

    @Test func `braces in texts and comments are not counted`() {
        let text = "func a() {\n    b(\"{\")  // {\n}\n"
        #expect(FunctionLength.swiftFunctions(in: SourceText(text).code) == [0...2])
    }

    @Test func `a long function in C is found`() {
        let body = String(repeating: "    step();\n", count: FunctionLength.linesMax)
        let text = "static const int a[] = {\n};\nint scan(int n) {\n" + body + "}\n"
        let found = FunctionLength().findings(inSample: text, at: "Sources/CVectorKernels/a.c")
        #expect(found.map(\.line) == [3])
    }
}
