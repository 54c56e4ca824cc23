import Foundation
import Migration
import MoultServer
import Testing

// One after another: a script that is being written in one test and held open by a program that
// starts in another cannot be started.
@Suite(.serialized) struct ProgramHookTests {
    private let facts = CutOverFacts(
        epoch: 3,
        target: "builtin:lexical@1024",
        activeEpoch: 2,
        activeTarget: "builtin:lexical@512",
        items: 100,
        embedded: 98,
        quarantined: 2,
        evaluation: nil
    )

    private func refusal(
        of script: String,
        timeout: Duration = .seconds(60),
        environment: [String: String] = ["PATH": "/usr/bin:/bin"]
    ) async throws -> String? {
        let program = try TemporaryFile("#!/bin/sh\n\(script)\n", isProgram: true)
        let hook = ProgramHook(path: program.path, timeout: timeout, environment: environment)
        defer { withExtendedLifetime(program) {} }
        return await hook.refusal(of: facts)
    }

    @Test func `a program that ends with 0 lets the cut-over be, whatever it writes`() async throws
    {
        #expect(try await refusal(of: "echo fine; echo also fine >&2") == nil)
    }

    @Test func `another status refuses, with the last line that was written`() async throws {
        let refusal = try await refusal(of: "echo first; echo 'not on a Friday' >&2; echo; exit 7")
        #expect(refusal == "not on a Friday")
    }

    @Test func `a refusal without a word names the status`() async throws {
        let refusal = try await refusal(of: "exit 7")
        #expect(
            refusal?.hasSuffix(" ended with status 7 and said nothing") == true,
            "\(refusal ?? "")"
        )
    }

    @Test func `the facts stand in the environment`() async throws {
        let script = """
            echo "$MOULT_EPOCH $MOULT_TARGET $MOULT_ACTIVE_EPOCH $MOULT_ACTIVE_TARGET $MOULT_ITEMS \
            $MOULT_EMBEDDED $MOULT_QUARANTINED ($MOULT_VERDICT) ($MOULT_OVERLAP) $OWN"; exit 1
            """
        let refusal = try await refusal(of: script, environment: ["OWN": "own"])
        #expect(
            refusal == "3 builtin:lexical@1024 2 builtin:lexical@512 100 98 2 () () own"
        )
    }

    @Test func `the facts stand in the input as JSON`() async throws {
        let refusal = try await refusal(of: "cat; exit 1")
        #expect(
            refusal
                == #"{"active_epoch":2,"active_target":"builtin:lexical@512","embedded":98,"#
                + #""epoch":3,"items":100,"quarantined":2,"target":"builtin:lexical@1024"}"#
        )
    }

    @Test func `one that takes too long is killed with all that it started`() async throws {
        let pipe = FileManager.default.temporaryDirectory
            .appendingPathComponent("moult-\(UUID().uuidString)").path
        try #require(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        var timeout = Duration.milliseconds(300)
        var written = ""
        // Until there is time for it to start another program and say so.
        while written.isEmpty {
            // Without waiting for one who writes.
            let reading = open(pipe, O_RDONLY | O_NONBLOCK)
            try #require(reading >= 0)
            let end = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
            let refusal = try await refusal(
                of: "exec > \(pipe); (sleep 60; echo outlived) & echo began; wait",
                timeout: timeout
            )
            let words = "did not end within \(timeout) and was killed"
            try #require(refusal?.contains(words) == true, "\(refusal ?? "")")
            // Ends when the last of those who could write is gone.
            try #require(fcntl(reading, F_SETFL, 0) == 0)
            written = String(decoding: try end.readToEnd() ?? Data(), as: UTF8.self)
            timeout *= 2
        }
        #expect(written == "began\n")
    }

    @Test func `one that keeps its output open behind its end is not waited for`() async throws {
        #expect(try await refusal(of: "sleep 5 & exit 0") == nil)
    }

    @Test func `a program that is not there refuses`() async {
        let hook = ProgramHook(path: "/nonexistent/hook", timeout: .seconds(60), environment: [:])
        let refusal = await hook.refusal(of: facts)
        #expect(
            refusal
                == "/nonexistent/hook did not run: it cannot be started: No such file or directory"
        )
    }

    @Test func `it sees no descriptor but the three standard ones`() async throws {
        let (left, right) = try sockets()
        defer {
            close(left)
            close(right)
        }
        // The shell's own listing has one more: the folder that it reads.
        let refusal = try await refusal(of: "echo $(ls /proc/self/fd); exit 1")
        #expect(refusal == "0 1 2 3")
    }

    @Test func `long output is read to its end, and the last of it told up to a bound`()
        async throws
    {
        let refusal = try await refusal(
            of: "head -c 300000 /dev/zero | tr '\\0' 'x'; exit 1"
        )
        let told = try #require(refusal)
        #expect(told.utf8.count == 500)
    }

    /// Sockets that would be inherited.
    private func sockets() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        let code = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        try #require(code == 0)
        return (ends[0], ends[1])
    }
}
