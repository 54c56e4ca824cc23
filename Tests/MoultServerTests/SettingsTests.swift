import Foundation
import Migration
import Testing

@testable import MoultServer

struct SettingsTests {
    @Test func `a setting that nobody gives has its default`() async throws {
        let settings = try await SettingsReader().read()
        #expect(settings.list(.listen) == ["tcp://127.0.0.1:7420"])
        #expect(settings.resolved(.listen).origin == .standard)
    }

    @Test func `a flag wins over the environment and the environment over the file`() async throws {
        let file = try TemporaryFile("data: from-file\nembedder: from-file\nlog: {level: debug}\n")
        let settings = try await SettingsReader(
            flags: [("data", "from-flag")],
            environment: ["MOULT_DATA": "from-environment", "MOULT_EMBEDDER": "from-environment"],
            file: file.path
        ).read()
        #expect(settings.text(.data) == "from-flag")
        #expect(settings.text(.embedder) == "from-environment")
        #expect(settings.text(.logLevel) == "debug")
        #expect(settings.resolved(.data).origin == .flag)
        #expect(settings.resolved(.embedder).origin == .environment)
        #expect(settings.resolved(.logLevel).origin == .file)
    }

    @Test func `a list is a YAML list, a variable with commas or a repeated flag`() async throws {
        let file = try TemporaryFile("listen: [\"unix:///a\", \"unix:///b\"]\n")
        let fromFile = try await SettingsReader(file: file.path).read()
        let fromEnvironment = try await SettingsReader(
            environment: ["MOULT_LISTEN": "unix:///a,unix:///b"]
        ).read()
        let fromFlags = try await SettingsReader(
            flags: [("listen", "unix:///a"), ("listen", "unix:///b")]
        ).read()
        for settings in [fromFile, fromEnvironment, fromFlags] {
            #expect(settings.list(.listen) == ["unix:///a", "unix:///b"])
        }
    }

    @Test(arguments: [0, 600_000])
    func `a number at its bound is taken`(value: Int) async throws {
        let settings = try await SettingsReader(
            flags: [("drain.delayMs", String(value))]
        ).read()
        #expect(settings.integer(.drainDelayMs) == value)
    }

    @Test(arguments: ["-1", "600001", "soon", "1.5", ""])
    func `a value past its bounds or of another kind is refused by name`(value: String) async {
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(flags: [("drain.delayMs", value)]).read()
        }
        #expect(error?.message.contains("drain.delayMs") == true)
    }

    @Test func `a flag for no setting is refused by name`() async {
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(flags: [("drain.delay", "1")]).read()
        }
        #expect(error?.message.contains("drain.delay") == true)
    }

    @Test func `a variable for no setting is told and harms nothing`() async throws {
        let settings = try await SettingsReader(
            environment: ["MOULT_PORT": "tcp://10.0.0.1:7420", "MOULT_SERVER": "tcp://a:1"]
        ).read()
        #expect(settings.unknownVariables == ["MOULT_PORT"])
    }

    @Test func `a file that is missing or no YAML is refused by its path`() async throws {
        let broken = try TemporaryFile("listen: [\n")
        for path in ["/nonexistent/moult.yaml", broken.path] {
            let error = await #expect(throws: SettingError.self) {
                try await SettingsReader(file: path).read()
            }
            #expect(error?.message.contains(path) == true)
        }
    }

    @Test func `the printed configuration reads back as itself`() async throws {
        let settings = try await SettingsReader(
            flags: [("data", "a \"quoted\" \\ path"), ("listen", "unix:///a")]
        ).read()
        let file = try TemporaryFile(settings.yaml)
        let again = try await SettingsReader(file: file.path).read()
        for setting in Settings.all {
            #expect(again.resolved(setting).value == settings.resolved(setting).value)
        }
    }

    @Test func `no two settings share a name or a variable`() {
        #expect(Set(Settings.all.map(\.name)).count == Settings.all.count)
        #expect(Set(Settings.all.map(\.variable)).count == Settings.all.count)
    }

    @Test func `those of one section stand together`() throws {
        let sections = Settings.all.compactMap { setting in
            setting.name.contains(".") ? setting.name.split(separator: ".").first : nil
        }
        var seen: [Substring] = []
        for section in sections where seen.last != section { seen.append(section) }
        #expect(Set(seen).count == seen.count)
    }
}

/// Names that no setting has.
struct UnknownSettingTests {
    @Test(arguments: [
        ("migraton: {gate: block}", "migraton.gate", "migration.gate"),
        ("limits:\n  textByteMax: 5", "limits.textByteMax", "limits.textBytesMax"),
        ("listn: [\"unix:///a\"]", "listn", "listen"),
    ])
    func `a file that sets what is no setting is refused with the nearest name`(
        text: String,
        wrong: String,
        nearest: String
    ) async throws {
        let file = try TemporaryFile(text)
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(file: file.path).read()
        }
        let message = try #require(error?.message)
        #expect(message.contains("sets \(wrong), which is no setting"))
        #expect(message.contains("The nearest is \(nearest);"))
    }

    @Test func `a name that is like none gets no suggestion`() async throws {
        let file = try TemporaryFile("zzzzzzzzzzzz: 1")
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(file: file.path).read()
        }
        #expect(error?.message.contains("nearest") == false)
    }

    @Test func `an empty file sets nothing`() async throws {
        let file = try TemporaryFile("# nothing\n")
        let settings = try await SettingsReader(file: file.path).read()
        #expect(settings.resolved(.listen).origin == .standard)
    }
}

struct SettingKindTests {
    @Test(arguments: ["0", "0.25", "1"])
    func `a decimal at its bounds and between them is taken`(text: String) async throws {
        let settings = try await SettingsReader(flags: [("evaluation.overlapMin", text)]).read()
        #expect(settings.decimal(.evaluationOverlapMin) == Double(text))
    }

    @Test(arguments: ["-0.01", "1.01", "nan", "much"])
    func `a decimal past its bounds is refused by name`(text: String) async {
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(flags: [("evaluation.overlapMin", text)]).read()
        }
        #expect(error?.message.contains("evaluation.overlapMin") == true)
    }

    @Test(arguments: [true, false])
    func `what is not to be recorded is not replayed`(record: Bool) async throws {
        let settings = try await SettingsReader(flags: [("queries.record", "\(record)")]).read()
        #expect(settings.evaluationPolicy.replaysRecorded == record)
    }

    @Test func `a decimal in a file may be a whole number`() async throws {
        let file = try TemporaryFile("migration: {nice: 2}")
        let settings = try await SettingsReader(file: file.path).read()
        #expect(settings.decimal(.migrationNice) == 2)
    }

    @Test func `a choice is one of those there are`() async throws {
        let settings = try await SettingsReader(flags: [("migration.gate", "block")]).read()
        #expect(settings.text(.migrationGate) == "block")
        let error = await #expect(throws: SettingError.self) {
            try await SettingsReader(flags: [("migration.gate", "open")]).read()
        }
        #expect(
            error?.message
                == "migration.gate (flag) is \"open\"; it must be block, hold or inform."
        )
    }
}
