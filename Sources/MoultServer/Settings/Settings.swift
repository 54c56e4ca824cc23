internal import Foundation

/// Every setting of `moult serve`, with its value and where that came from.
package struct Settings: Sendable {
    package struct Resolved: Sendable, Hashable {
        package let value: SettingValue
        package let origin: SettingOrigin
    }

    private let resolved: [String: Resolved]

    /// Variables of the environment that look like settings and are none.
    package let unknownVariables: [String]

    init(_ resolved: [String: Resolved], unknownVariables: [String]) {
        self.resolved = resolved
        self.unknownVariables = unknownVariables
    }

    package static func named(_ name: String) -> Setting? {
        all.first { $0.name == name }
    }

    package func resolved(_ setting: Setting) -> Resolved {
        resolved[setting.name] ?? Resolved(value: setting.standard, origin: .standard)
    }

    package func text(_ setting: Setting) -> String {
        if case .text(let text) = resolved(setting).value { text } else { "" }
    }

    /// With `~` resolved; empty: none.
    func path(_ setting: Setting) -> String {
        (text(setting) as NSString).expandingTildeInPath
    }

    package func list(_ setting: Setting) -> [String] {
        if case .list(let list) = resolved(setting).value { list } else { [] }
    }

    package func flag(_ setting: Setting) -> Bool {
        if case .flag(let flag) = resolved(setting).value { flag } else { false }
    }

    package func integer(_ setting: Setting) -> Int {
        if case .integer(let integer) = resolved(setting).value { integer } else { 0 }
    }

    package func decimal(_ setting: Setting) -> Double {
        if case .decimal(let decimal) = resolved(setting).value { decimal } else { 0 }
    }

    package func milliseconds(_ setting: Setting) -> Duration {
        .milliseconds(integer(setting))
    }
}
