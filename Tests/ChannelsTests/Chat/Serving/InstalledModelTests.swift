import Channels
import TestSupport
import Testing

/// A model that is not installed is told before anything is done for it.
@Suite(.timeLimit(.minutes(1))) struct InstalledModelTests {
    private let host = ScriptedHost()
    private static let unknown = HostError(.unknownModel, "model 'mth' not found")
    private static let sentence =
        "Model \"mth\" is not installed on test: run \"ollama pull mth\" there."

    @Test func `a misspelt model is refused, and makes no job`() async throws {
        host.listed = ["moth:latest"]
        host.fail(.facts("mth"), Self.unknown)
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            await #expect(throws: ChannelError(.notFound, Self.sentence)) {
                try await test.submit("mth")
            }
            #expect(test.store.jobs.all.isEmpty)
        }
    }

    @Test func `a model that was seen costs no more questions, but one at its load`()
        async throws
    {
        host.listed = ["moth:latest"]
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            for name in ["moth", "Moth:latest", "moth"] {
                _ = try await test.ended(try await test.submit(name))
            }
        }
        #expect(host.questions == [.list, .list])
    }

    @Test func `who asks again by its key hears of its job, though the model has gone`()
        async throws
    {
        host.listed = ["moth:latest"]
        let before = ChannelUnderTest(host: host)
        try await before.whileRunning {
            let job = try await before.ended(try await before.submit(key: "k"))
            #expect(job.id == JobID(rawValue: 1))
        }
        let later = ScriptedHost()
        later.fail(.facts("moth"), HostError(.unknownModel, "model 'moth' not found"))
        let after = ChannelUnderTest(store: before.store, host: later)
        try await after.whileRunning {
            let again = try await after.submit(key: "k")
            #expect(again == JobID(rawValue: 1))
            await #expect(throws: ChannelError.self) { try await after.submit(key: "other") }
        }
    }

    @Test func `a model that was pulled just now is taken`() async throws {
        host.listed = ["moth:latest"]
        host.fail(.facts("wasp"), HostError(.unknownModel, "model 'wasp' not found"))
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            await #expect(throws: ChannelError.self) { try await test.submit("wasp") }
            host.listed = ["moth:latest", "wasp:latest"]
            let job = try await test.ended(try await test.submit("wasp"))
            #expect(job.state == .succeeded)
        }
    }

    @Test(arguments: [HostError.Code.unreachable, .busy, .failed])
    func `a host that cannot say refuses nothing`(code: HostError.Code) async throws {
        host.fail(.list, HostError(code, "Not now."))
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            let id = try await test.submit()
            #expect(test.store.jobs.job(id) != nil)
        }
    }

    @Test func `a model that is gone at its turn fails, and the loaded one stays`() async throws {
        let host = ScriptedHost(isLed: true)
        host.listed = ["moth:latest", "mth:latest"]
        let test = ChannelUnderTest(host: host)
        try await test.whileRunning {
            try await test.submit("moth")
            let chat = await host.nextChat()
            let id = try await test.submit("mth")
            host.listed = ["moth:latest"]
            host.fail(.facts("mth"), Self.unknown)
            chat?.end()
            let job = try await test.ended(id)
            #expect(job.state == .failed)
            #expect(job.message == Self.sentence)
            try await test.submit("moth")
            (await host.nextChat())?.end()
        }
        #expect(!host.calls.contains(.unload("moth")))
        #expect(host.calls.count { $0 == .load("moth", .chat, .seconds(300)) } == 1)
    }
}
