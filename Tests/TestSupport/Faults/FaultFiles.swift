import Foundation
import Knowledge

/// The files that a fault script names.
enum FaultFiles {
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Appends a line for each text, all in one write: what stands there was answered, whoever is
    /// killed then.
    static func write(_ texts: [String], to path: String) {
        let lines = texts.map { text in
            var fingerprint = Fingerprint()
            fingerprint.combine(text)
            return String(fingerprint.high, radix: 16) + "\n"
        }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        let bytes = Array(lines.joined().utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    }
}
