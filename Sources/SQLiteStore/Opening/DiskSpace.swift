internal import Foundation

/// The room of the file system that holds a directory.
package struct DiskSpace: Sendable, Hashable {
    package var freeBytes: Int
    package var totalBytes: Int

    package init(freeBytes: Int, totalBytes: Int) {
        self.freeBytes = freeBytes
        self.totalBytes = totalBytes
    }

    /// nil: the file system does not say.
    package static func of(directory: String) -> DiskSpace? {
        var answer = statvfs()
        guard statvfs(directory, &answer) == 0 else { return nil }
        let block = Int(answer.f_frsize)
        // What an unprivileged process may use: root's reserve is not the store's.
        return DiskSpace(
            freeBytes: Int(answer.f_bavail) * block,
            totalBytes: Int(answer.f_blocks) * block
        )
    }

    /// What backfills leave free: the smaller of 1 GiB and 5 %.
    var reserveBytes: Int { min(1 << 30, totalBytes / 20) }
}
