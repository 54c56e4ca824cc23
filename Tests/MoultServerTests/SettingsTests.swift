import Foundation
import MoultServer
import Testing

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
}

/// A file that goes with its value.
private final class TemporaryFile {
    let path: String

    init(_ text: String) throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("moult-\(UUID().uuidString).yaml")
        try text.write(to: url, atomically: true, encoding: .utf8)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
