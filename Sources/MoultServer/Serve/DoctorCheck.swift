internal import Foundation
internal import RPC

/// One thing that `doctor` looked at.
package struct DoctorCheck: Sendable, Hashable {
    package let name: String
    /// What was found.
    package let detail: String
    /// What is wrong; nil: nothing.
    package let problem: String?
    /// What to do about it.
    package let remedy: String

    package init(_ name: String, at detail: String) {
        self.name = name
        self.detail = detail
        problem = nil
        remedy = ""
    }

    package init(_ name: String, problem: String, remedy: String) {
        self.name = name
        detail = ""
        self.problem = problem
        self.remedy = remedy
    }
}

extension ServeArguments {
    /// Looks at what `serve` would start from, and starts nothing.
    package func checks() async -> [DoctorCheck] {
        let settings: Settings
        do {
            settings = try await self.settings()
        } catch {
            return [
                DoctorCheck(
                    "settings",
                    problem: Self.sentence(error),
                    remedy: "`moult serve --print-config` shows what is read."
                )
            ]
        }
        return [
            DoctorCheck("settings", at: "\(Settings.all.count) read, all within their bounds"),
            dataCheck(settings),
            listenCheck(settings),
        ]
    }

    private func dataCheck(_ settings: Settings) -> DoctorCheck {
        let path = settings.dataDirectory
        var isDirectory: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return DoctorCheck("data", at: "\(path), which `moult serve` will make")
        }
        guard isDirectory.boolValue else {
            return DoctorCheck(
                "data",
                problem: "\(path) is no directory",
                remedy: "Name another with --data."
            )
        }
        guard files.isWritableFile(atPath: path) else {
            return DoctorCheck(
                "data",
                problem: "\(path) may not be written by this user",
                remedy: "Give it to this user, or name another with --data."
            )
        }
        return DoctorCheck("data", at: path)
    }

    private func listenCheck(_ settings: Settings) -> DoctorCheck {
        do {
            for text in settings.list(.listen) {
                try ListenerPolicy.check(
                    try ServerAddress(text),
                    insecure: settings.flag(.insecure)
                )
            }
            return DoctorCheck("listen", at: settings.list(.listen).joined(separator: " "))
        } catch {
            return DoctorCheck("listen", problem: "\(error)", remedy: "See --listen.")
        }
    }
}
