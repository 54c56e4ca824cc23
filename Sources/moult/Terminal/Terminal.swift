import Foundation
import Glibc

/// What stands behind an output: a terminal of some width, or a pipe.
struct Terminal: Hashable, Sendable {
    let isTerminal: Bool
    /// Of a pipe too: texts made for people are laid out for it.
    let columns: Int
    let hasColours: Bool

    static let columnsDefault = 80

    /// A pipe: plain lines, nothing painted, nothing redrawn.
    static let pipe = Terminal(isTerminal: false, columns: columnsDefault, hasColours: false)

    /// - Parameter windowColumns: as the terminal tells them; nil or 0: it does not.
    init(isTerminal: Bool, windowColumns: Int?, environment: [String: String]) {
        self.isTerminal = isTerminal
        let told = [windowColumns, environment["COLUMNS"].flatMap(Int.init)].compactMap { $0 }
        columns = told.first { $0 > 0 } ?? Self.columnsDefault
        // https://no-color.org: any value but the empty one.
        let isRefused = environment["NO_COLOR"]?.isEmpty == false
        hasColours = isTerminal && !isRefused && environment["TERM"] != "dumb"
    }

    private init(isTerminal: Bool, columns: Int, hasColours: Bool) {
        self.isTerminal = isTerminal
        self.columns = columns
        self.hasColours = hasColours
    }

    /// The terminal behind a descriptor, as it is now.
    static func behind(
        _ descriptor: Int32,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Terminal {
        var size = winsize()
        let isTold = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        return Terminal(
            isTerminal: isatty(descriptor) == 1,
            windowColumns: isTold ? Int(size.ws_col) : nil,
            environment: environment
        )
    }

    func painted(_ text: String, _ paint: Paint) -> String {
        hasColours ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// The few ways a text stands out, by their numbers in ECMA-48.
enum Paint: Int, Sendable {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
}
