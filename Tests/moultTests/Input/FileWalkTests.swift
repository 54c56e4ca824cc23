import Foundation
import Testing

@testable import moult

@Suite struct FileWalkTests {
    /// A folder of its own, removed when the test ends.
    private final class Scratch {
        let path: String

        init(_ files: [String]) throws {
            let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            path = url.path()
            for file in files {
                let place = url.appending(path: file)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data("text".utf8).write(to: place)
            }
        }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: path + "/" + name,
                withDestinationPath: target
            )
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private func walk(_ scratch: Scratch, hidden: Bool = false) -> [FoundInput] {
        Array(FileWalk(paths: [scratch.path], includesHidden: hidden))
    }

    @Test func `files come in the order of their names, whatever folder they are in`() throws {
        let scratch = try Scratch(["b/2.md", "b/10.md", "a.txt", "c.txt"])
        let names = ["a.txt", "b/10.md", "b/2.md", "c.txt"]
        #expect(walk(scratch) == names.map { .file(path: scratch.path + "/" + $0) })
    }

    @Test func `hidden names are skipped below a folder, and taken when asked for`() throws {
        let scratch = try Scratch([".git/config", ".env", "a"])
        #expect(
            walk(scratch) == [
                .skipped(path: scratch.path + "/.env", .hidden),
                .skipped(path: scratch.path + "/.git", .hidden),
                .file(path: scratch.path + "/a"),
            ]
        )
        #expect(walk(scratch, hidden: true).count == 3)
        let given = Array(FileWalk(paths: [scratch.path + "/.env"]))
        #expect(given == [.file(path: scratch.path + "/.env")])
    }

    @Test func `a loop of symbolic links ends`() throws {
        let scratch = try Scratch(["a/1"])
        try scratch.link("a/up", to: "..")
        try scratch.link("z", to: "a")
        #expect(walk(scratch) == [.file(path: scratch.path + "/a/1")])
    }

    @Test func `a link to a file is followed, one to nothing is told`() throws {
        let scratch = try Scratch(["real name.txt"])
        try scratch.link("x", to: "real name.txt")
        try scratch.link("y", to: "nowhere")
        #expect(
            walk(scratch).dropFirst() == [
                .file(path: scratch.path + "/x"),
                .unreadable(
                    path: scratch.path + "/y",
                    message: "There is no such file or folder."
                ),
            ]
        )
    }

    @Test func `compressed files are skipped`() throws {
        let scratch = try Scratch(["changelog.GZ"])
        #expect(
            walk(scratch) == [.skipped(path: scratch.path + "/changelog.GZ", .compressed)]
        )
    }

    @Test func `what is neither file nor folder is skipped`() {
        #expect(Array(FileWalk(paths: ["/dev/null"])) == [.skipped(path: "/dev/null", .notAFile)])
    }

    @Test func `a dash is the standard input, and paths come as they were given`() {
        let found = Array(FileWalk(paths: ["no/such", "-"]))
        #expect(
            found == [
                .unreadable(path: "no/such", message: "There is no such file or folder."),
                .standardInput,
            ]
        )
    }

    @Test(arguments: [
        ("./docs//a.md", "docs/a.md"), ("docs/", "docs"), ("/a/./b", "/a/b"), (".", "."),
        ("../a", "../a"), ("/", "/"),
    ])
    func `a file has one path, however it was written`(given: String, plain: String) {
        #expect(FileWalk.plain(given) == plain)
    }
}
