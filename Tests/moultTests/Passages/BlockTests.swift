import Testing

@testable import moult

@Suite struct BlockTests {
    private func blocks(_ text: String, _ markup: Markup = .markdown) -> [Block] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return BlockReader.blocks(of: lines, markup: markup)
    }

    @Test func `headings of both kinds are found`() {
        let found = blocks("# One #\ntext\n\nTwo\n===\n   ### Three\nFour\n---\n")
        #expect(
            found == [
                .heading(level: 1, title: "One"), .paragraph("text"),
                .heading(level: 1, title: "Two"), .heading(level: 3, title: "Three"),
                .heading(level: 2, title: "Four"),
            ]
        )
    }

    @Test(arguments: ["#hash", "####### seven", "    # indented", "\\# escaped"])
    func `what only looks like a heading is a paragraph`(line: String) {
        #expect(blocks(line) == [.paragraph(line)])
    }

    @Test func `the title may end in a sharp`() {
        #expect(blocks("# In C#") == [.heading(level: 1, title: "In C#")])
    }

    @Test func `a heading in fenced code is none`() {
        let code = "```sh\n# a comment\n\n~~~\n```"
        #expect(
            blocks("text\n" + code + "\nmore") == [
                .paragraph("text"), .code(code), .paragraph("more"),
            ]
        )
    }

    @Test func `a fence ends with one that is as long, or with the text`() {
        #expect(blocks("~~~~\n~~~\n~~~~~\na") == [.code("~~~~\n~~~\n~~~~~"), .paragraph("a")])
        #expect(blocks("```\n# a\n") == [.code("```\n# a\n")])
    }

    @Test func `dashes below a list or a table are no underline`() {
        #expect(blocks("- a\n---") == [.paragraph("- a\n---")])
        #expect(blocks("| a |\n---") == [.paragraph("| a |\n---")])
    }

    @Test func `plain text has underlined headings and no others`() {
        let found = blocks("# a comment\n\nTitle\n=====\n```\n\n\nb", .plain)
        #expect(
            found == [
                .paragraph("# a comment"), .heading(level: 1, title: "Title"),
                .paragraph("```"), .paragraph("b"),
            ]
        )
    }
}
