import Foundation

/// What the files that a script names say now.
///
/// They are the switches on an embedder in another process.
struct FaultFiles {
    let hasKey: Bool
    let areCured: Bool
    let areDrifted: Bool

    init(of script: FaultScript) {
        hasKey = script.keyPath.map(Self.exists) ?? true
        areCured = script.curePath.map(Self.exists) ?? false
        areDrifted = script.driftPath.map(Self.exists) ?? false
    }

    private static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }
}
