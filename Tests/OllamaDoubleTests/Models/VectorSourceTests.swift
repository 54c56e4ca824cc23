import NIOCore
import Testing

@testable import OllamaDouble

@Suite struct VectorSourceTests {
    private func vector(
        _ text: String,
        blob: String = "a",
        mode: VectorSource.Mode = .semantic
    ) -> [Double] {
        VectorSource(mode: mode).vector(of: text, blob: blob, dimensions: 256).map(Double.init)
    }

    @Test(arguments: ["", "a hill", "Å🦀", String(repeating: "word ", count: 1_000)])
    func `every text's vector is of length 1 and always the same`(text: String) {
        #expect(abs(vector(text).length - 1) < 1e-4)
        #expect(vector(text) == vector(text))
    }

    @Test func `texts that share words are near to each other`() {
        let asked = vector("how does a crab grow a new shell")
        let near = asked.dot(vector("A crab grows its new shell under the old one."))
        let far = asked.dot(vector("Stock markets fell sharply on Tuesday."))
        #expect(near > 0.3)
        #expect(abs(far) < 0.2)
    }

    @Test func `in the random mode they are not`() {
        let asked = vector("a crab grows a shell", mode: .random)
        #expect(abs(asked.dot(vector("a crab grows a shell too", mode: .random))) < 0.3)
    }

    @Test func `two models have nothing in common`() {
        #expect(abs(vector("a crab").dot(vector("a crab", blob: "b"))) < 0.3)
    }

    @Test func `what is cut is of length 1 again, and points the same way`() {
        let whole = VectorSource(mode: .semantic).vector(of: "a hill", blob: "a", dimensions: 768)
        let head = whole.cut(to: 256).map(Double.init)
        #expect(head.count == 256)
        #expect(abs(head.length - 1) < 1e-4)
        #expect(head.dot(whole.prefix(256).map(Double.init)) > 0)
    }

    @Test(arguments: [0, -1, 8, 9])
    func `what is no cut changes nothing`(dimensions: Int) {
        let whole = VectorSource(mode: .random).vector(of: "a", blob: "a", dimensions: 8)
        #expect(whole.cut(to: dimensions) == whole)
    }

    @Test func `a vector reads back from its digits as it was`() {
        let vector = VectorSource(mode: .semantic).vector(of: "a hill", blob: "a", dimensions: 768)
        var json = JSONText()
        json.vector(vector)
        let digits = String(buffer: json.bytes).dropFirst().dropLast().split(separator: ",")
        #expect(digits.map { Float($0) } == vector.map(Optional.some))
    }

    @Test func `numbers are written shortly, and what is none as null`() {
        var json = JSONText()
        json.vector([0, 1, -1, 0.5, -0.25, 1e-8, .nan, .infinity])
        #expect(String(buffer: json.bytes) == "[0,1,-1,0.5,-0.25,0.00000001,null,null]")
    }
}

@Suite struct TextTokensTests {
    @Test(arguments: [
        ("", 0), ("a", 1), ("letter", 1), ("letters", 2), ("a b c", 3), ("a, b.", 4), ("ÅÅÅÅÅÅ", 1),
        ("ÅÅÅÅÅÅÅ", 2),
    ])
    func `a word is a token for each six letters, a sign is one`(text: String, tokens: Int) {
        #expect(TextTokens(text).count == tokens)
    }

    @Test func `a cut text ends with its last token`() {
        let tokens = TextTokens("One two, ÅÅÅÅÅÅÅÅ four")
        #expect(tokens.prefix(0) == "")
        #expect(tokens.prefix(3) == "One two,")
        #expect(tokens.prefix(4) == "One two, ÅÅÅÅÅÅ")
        #expect(tokens.prefix(99) == "One two, ÅÅÅÅÅÅÅÅ four")
    }
}
