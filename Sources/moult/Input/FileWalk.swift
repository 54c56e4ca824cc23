import Foundation
import Glibc

/// What `ingest` finds under the paths it was given.
enum FoundInput: Hashable, Sendable {
    case standardInput
    /// `path` as it was given or put together from what was given; names the items.
    case file(path: String)
    case skipped(path: String, SkipReason)
    case unreadable(path: String, message: String)
}

/// Walks files and folders, one at a time, in the order of their names.
///
/// What is given by name is taken, hidden or not. Below a folder, hidden names are skipped unless
/// asked for, symbolic links are followed, and no folder is entered twice, which ends every loop.
struct FileWalk: Sequence, IteratorProtocol {
    private struct FolderID: Hashable {
        let device: UInt
        let file: UInt
    }

    private struct Pending {
        let path: String
        let isGiven: Bool
    }

    static let compressedEndings = [".gz", ".bz2", ".xz", ".zst", ".zip"]

    let includesHidden: Bool
    /// The next one last.
    private var pending: [Pending]
    private var entered: Set<FolderID> = []

    init(paths: [String], includesHidden: Bool = false) {
        self.includesHidden = includesHidden
        pending = paths.reversed().map { Pending(path: Self.plain($0), isGiven: true) }
    }

    /// The same path without the names that say nothing: "./docs//a" is "docs/a".
    ///
    /// A path is part of the keys of what it holds, so one file should have one.
    static func plain(_ path: String) -> String {
        let names = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + names }
        return names.isEmpty ? path : names
    }

    mutating func next() -> FoundInput? {
        while let entry = pending.popLast() {
            if let found = visit(entry) { return found }
        }
        return nil
    }

    /// nil: a folder, whose names are pending now, or one that was entered before.
    private mutating func visit(_ entry: Pending) -> FoundInput? {
        if entry.isGiven, entry.path == "-" { return .standardInput }
        let name = entry.path.split(separator: "/").last ?? "/"
        if !entry.isGiven, !includesHidden, name.hasPrefix(".") {
            return .skipped(path: entry.path, .hidden)
        }
        do {
            return try visit(entry.path, kind: FileKind(at: entry.path))
        } catch {
            return .unreadable(path: entry.path, message: Self.message(of: error))
        }
    }

    private mutating func visit(_ path: String, kind: FileKind) throws -> FoundInput? {
        switch kind {
        case .file:
            let isCompressed = Self.compressedEndings.contains { path.lowercased().hasSuffix($0) }
            return isCompressed ? .skipped(path: path, .compressed) : .file(path: path)
        case .folder(let device, let file):
            guard entered.insert(FolderID(device: device, file: file)).inserted else { return nil }
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            pending += names.sorted(by: >).map { name in
                Pending(path: Self.plain(path + "/" + name), isGiven: false)
            }
            return nil
        case .other: return .skipped(path: path, .notAFile)
        }
    }

    private static func message(of error: any Error) -> String {
        switch error {
        case let error as SystemError: error.message
        case let error as CocoaError where error.code == .fileReadNoPermission:
            SystemError(number: EACCES).message
        default: error.localizedDescription
        }
    }
}

private struct SystemError: Error {
    let number: Int32

    var message: String {
        switch number {
        case ENOENT: "There is no such file or folder."
        case EACCES: "It may not be read by this user."
        default: String(cString: strerror(number)) + "."
        }
    }
}

private enum FileKind {
    case file
    case folder(device: UInt, file: UInt)
    /// A socket, a pipe, a device: reading one may never end.
    case other

    /// Of what a symbolic link leads to.
    init(at path: String) throws(SystemError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError(number: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder(device: status.st_dev, file: status.st_ino)
        default: self = .other
        }
    }
}
