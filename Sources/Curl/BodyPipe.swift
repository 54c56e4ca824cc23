/// What the reader of a stream gets.
enum StreamDelivery: Sendable, Equatable {
    case head(CurlHead)
    case bytes([UInt8])
    case end
    case failed(CurlError)
}

/// What the loop brings of a stream and what its reader takes, with a bound between them.
///
/// `Reader` is whoever waits, at most one. The loop is never kept waiting: it is told to pause.
struct BodyPipe<Reader: Sendable>: Sendable {
    typealias Delivery = StreamDelivery

    private enum State {
        /// Nothing is here that the reader lacks; next: any other.
        case empty
        /// The reader waits, and gets what comes next; next: `empty`, `ended`.
        case awaited(Reader)
        /// The head, if it was not taken yet, and bytes wait for the reader; next: `empty`,
        /// `ending`.
        case filled(CurlHead?, [UInt8])
        /// The same, and nothing more comes; next: `ended`.
        case ending(CurlHead?, [UInt8], CurlError?)
        /// Nothing waits, and nothing more comes.
        case ended(CurlError?)
    }

    /// For the loop.
    enum Intake: Sendable {
        case taken
        /// The bytes were not taken: bring them again once the reader asks.
        case pause
        case resume(Reader, Delivery)
    }

    /// For the reader.
    enum Outlet: Sendable {
        case wait
        case deliver(Delivery)
        /// The same, and the loop is to bring what it held back.
        case deliverAndResumeIntake(Delivery)
    }

    private var state = State.empty
    private var isPaused = false
    private let unreadBytesMax: Int

    init(unreadBytesMax: Int) {
        self.unreadBytesMax = unreadBytesMax
    }

    mutating func take(_ head: CurlHead) -> Intake {
        switch state {
        case .awaited(let reader):
            state = .empty
            return .resume(reader, .head(head))
        case .empty, .filled:
            state = .filled(head, [])
            return .taken
        case .ending, .ended:
            return .taken
        }
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Intake {
        switch state {
        case .awaited(let reader):
            state = .empty
            return .resume(reader, .bytes(Array(bytes)))
        case .empty:
            state = .filled(nil, Array(bytes))
            return .taken
        case .filled(let head, var unread):
            guard unread.count < unreadBytesMax else {
                isPaused = true
                return .pause
            }
            // The array must be held here alone, or appending copies it.
            state = .empty
            unread.append(contentsOf: bytes)
            state = .filled(head, unread)
            return .taken
        case .ending, .ended:
            return .taken
        }
    }

    mutating func end(_ failure: CurlError?) -> Intake {
        switch state {
        case .awaited(let reader):
            state = .ended(failure)
            return .resume(reader, Self.last(failure))
        case .filled(let head, let unread):
            state = .ending(head, unread, failure)
            return .taken
        case .empty:
            state = .ended(failure)
            return .taken
        case .ending, .ended:
            return .taken
        }
    }

    /// What the reader gets now; *wait*: `reader` is kept and gets what comes.
    mutating func read(_ reader: Reader) -> Outlet {
        switch state {
        case .empty, .awaited:
            state = .awaited(reader)
            return .wait
        case .filled(let head?, let unread):
            state = unread.isEmpty ? .empty : .filled(nil, unread)
            return .deliver(.head(head))
        case .filled(nil, let unread):
            state = .empty
            defer { isPaused = false }
            return isPaused ? .deliverAndResumeIntake(.bytes(unread)) : .deliver(.bytes(unread))
        case .ending(let head?, let unread, let failure):
            state = unread.isEmpty ? .ended(failure) : .ending(nil, unread, failure)
            return .deliver(.head(head))
        case .ending(nil, let unread, let failure):
            state = .ended(failure)
            return .deliver(.bytes(unread))
        case .ended(let failure):
            return .deliver(Self.last(failure))
        }
    }

    private static func last(_ failure: CurlError?) -> Delivery {
        failure.map { .failed($0) } ?? .end
    }
}

extension BodyPipe.Intake: Equatable where Reader: Equatable {}
extension BodyPipe.Outlet: Equatable {}
