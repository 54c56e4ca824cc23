/// One thing an operator may set.
///
/// The same name serves in all three places: `limits.textBytesMax` is `limits: {textBytesMax: …}`
/// in the file, `MOULT_LIMITS_TEXT_BYTES_MAX` in the environment and
/// `--set limits.textBytesMax=…` as a flag.
package struct Setting: Sendable, Hashable {
    package let name: String
    package let kind: Kind
    package let standard: SettingValue
    /// One line for `--print-config` and the documentation.
    package let summary: String

    package enum Kind: Sendable, Hashable {
        case text
        case list
        case flag
        case integer(ClosedRange<Int>)
        case decimal(ClosedRange<Double>)
        /// A text that is one of these.
        case choice([String])
    }

    package static func text(_ name: String, _ standard: String, _ summary: String) -> Setting {
        Setting(name: name, kind: .text, standard: .text(standard), summary: summary)
    }

    package static func list(_ name: String, _ standard: [String], _ summary: String) -> Setting {
        Setting(name: name, kind: .list, standard: .list(standard), summary: summary)
    }

    package static func flag(_ name: String, _ standard: Bool, _ summary: String) -> Setting {
        Setting(name: name, kind: .flag, standard: .flag(standard), summary: summary)
    }

    package static func integer(
        _ name: String,
        _ standard: Int,
        in bounds: ClosedRange<Int>,
        _ summary: String
    ) -> Setting {
        Setting(name: name, kind: .integer(bounds), standard: .integer(standard), summary: summary)
    }

    package static func decimal(
        _ name: String,
        _ standard: Double,
        in bounds: ClosedRange<Double>,
        _ summary: String
    ) -> Setting {
        Setting(name: name, kind: .decimal(bounds), standard: .decimal(standard), summary: summary)
    }

    package static func choice(
        _ name: String,
        _ standard: String,
        of choices: [String],
        _ summary: String
    ) -> Setting {
        Setting(name: name, kind: .choice(choices), standard: .text(standard), summary: summary)
    }

    /// As the environment spells it.
    package var variable: String {
        var variable = "MOULT_"
        var previous: Character = "_"
        for character in name {
            if character.isUppercase, previous.isLowercase { variable.append("_") }
            variable.append(character == "." ? "_" : Character(character.uppercased()))
            previous = character
        }
        return variable
    }
}

extension Setting {
    /// What it is for, with the choices there are.
    var description: String {
        if case .choice = kind { "\(summary): \(kind.noun)" } else { summary }
    }
}

extension Setting.Kind {
    /// What a value must be.
    var noun: String {
        switch self {
        case .text: "a text"
        case .list: "a list of texts"
        case .flag: "true or false"
        case .integer(let bounds):
            "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .decimal(let bounds): "a number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .choice(let choices):
            choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
        }
    }
}

package enum SettingValue: Sendable, Hashable, CustomStringConvertible {
    case text(String)
    case list([String])
    case flag(Bool)
    case integer(Int)
    case decimal(Double)

    package var description: String {
        switch self {
        case .text(let text): text
        case .list(let list): list.joined(separator: ",")
        case .flag(let flag): String(flag)
        case .integer(let integer): String(integer)
        case .decimal(let decimal): String(decimal)
        }
    }
}

/// Where a value came from; a later case wins over an earlier one.
package enum SettingOrigin: String, Sendable, Hashable, CaseIterable {
    case standard = "default"
    case file
    case environment
    case flag
}

/// A setting that cannot be taken as it was given.
package struct SettingError: Error, Sendable, Hashable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}
