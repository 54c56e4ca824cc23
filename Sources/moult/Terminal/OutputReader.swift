import Glibc

/// Whoever reads a pipe that the program writes to.
struct OutputReader {
    let descriptor: Int32

    /// Between two looks: there is nothing to wait on where nothing is written.
    static let lookEvery: Duration = .milliseconds(200)

    /// It has closed its end; of a file or a terminal: never.
    var hasLeft: Bool {
        var look = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&look, 1, 0) > 0 && look.revents & Int16(POLLERR) != 0
    }

    /// Returns when it has, or when the task is cancelled.
    func left() async {
        while !hasLeft {
            guard (try? await Task.sleep(for: Self.lookEvery)) != nil else { return }
        }
    }
}
