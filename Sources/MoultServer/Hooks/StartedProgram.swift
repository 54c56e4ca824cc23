internal import Foundation
internal import Glibc

/// A program that runs, in a process group of its own, and the reading end of its output.
struct StartedProgram: ~Copyable {
    private let process: pid_t
    private let output: Int32

    /// How often it is looked at while it writes nothing.
    private static let lookEveryMilliseconds: Int32 = 10

    static func start(
        _ path: String,
        environment: [String: String],
        input: [UInt8]
    ) throws(StartFault) -> StartedProgram {
        let reading = try file(holding: input)
        defer { close(reading) }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw StartFault("no pipe for its output", errno) }
        defer { close(ends[1]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        do throws(StartFault) {
            let process = try spawn(path, environment, reading: reading, writing: ends[1])
            return StartedProgram(process: process, output: ends[0])
        } catch {
            close(ends[0])
            throw error
        }
    }

    deinit {
        close(output)
    }

    /// Returns when it has ended; past `deadline`, or when told to, it is killed with all that it
    /// started and that stayed in its group.
    consuming func follow(
        until deadline: ContinuousClock.Instant,
        isGivenUp: () -> Bool
    ) -> ProgramRun.Result {
        var kept: [UInt8] = []
        while true {
            let isOpen = read(into: &kept)
            if let ending = ending(waits: false) {
                _ = read(into: &kept)
                return ProgramRun.Result(ending: ending, output: kept)
            }
            let isTooLate = ContinuousClock.now >= deadline
            if isTooLate || isGivenUp() {
                kill(-process, SIGKILL)
                _ = ending(waits: true)
                return ProgramRun.Result(ending: isTooLate ? .timedOut : .cancelled, output: kept)
            }
            var watched = pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0)
            _ = poll(&watched, 1, Self.lookEveryMilliseconds)
        }
    }

    /// Takes what has been written.
    ///
    /// - Returns: false: nothing more will be.
    private func read(into kept: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(output, &chunk, chunk.count)
            guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
            kept += chunk.prefix(count)
            kept.removeFirst(max(0, kept.count - ProgramRun.outputBytesMax))
        }
    }

    /// nil: it runs.
    private func ending(waits: Bool) -> ProgramRun.Ending? {
        var status: Int32 = 0
        var found = waitpid(process, &status, waits ? 0 : WNOHANG)
        while found < 0, errno == EINTR { found = waitpid(process, &status, waits ? 0 : WNOHANG) }
        guard found == process else {
            // Somebody else has waited for it: how it ended is lost.
            return found == 0 ? nil : .killed(0)
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }
}

// Starting.
extension StartedProgram {
    /// A file without a name that holds `bytes`, to be read from its beginning.
    private static func file(holding bytes: [UInt8]) throws(StartFault) -> Int32 {
        let folder = FileManager.default.temporaryDirectory.path
        var template = Array("\(folder)/moult-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw StartFault("no file for its input", errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else {
                let code = errno
                close(descriptor)
                throw StartFault("its input cannot be written", code)
            }
            written += count
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static func spawn(
        _ path: String,
        _ environment: [String: String],
        reading: Int32,
        writing: Int32
    ) throws(StartFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in openDescriptors() where descriptor > STDERR_FILENO {
            guard descriptor != reading, descriptor != writing else { continue }
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, writing, STDERR_FILENO)
        for descriptor in [reading, writing] where descriptor > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What the server ignores or blocks is its own affair.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
        var process: pid_t = 0
        let code = withCStrings([path]) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&process, path, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw StartFault("it cannot be started", code) }
        return process
    }

    /// Whichever part of the process opened them.
    private static func openDescriptors() -> [Int32] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return (names ?? []).compactMap { Int32($0) }
    }

    /// `texts` as C takes them: an array that ends with NULL.
    private static func withCStrings<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
