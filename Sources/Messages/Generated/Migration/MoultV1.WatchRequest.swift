// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.WatchRequest`.
    public struct WatchRequest: WireMessage {
        /// 0: the newest, or when there is none NOT_FOUND.
        public var epoch: Int64 = 0
        /// Phase changes with a higher number are sent.
        ///
        /// 0: all.
        public var afterSequence: Int64 = 0
        /// Progress at most so often: 100 to 60,000; 0 means 1,000.
        public var intervalMs: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0, afterSequence: Int64 = 0, intervalMs: Int32 = 0) {
            self.epoch = epoch
            self.afterSequence = afterSequence
            self.intervalMs = intervalMs
        }
    }
}

extension MoultV1.WatchRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.WatchRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__WatchRequest>) {
        moult__v1__watch_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__WatchRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.afterSequence = source.pointee.after_sequence
        self.intervalMs = source.pointee.interval_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__WatchRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.after_sequence = self.afterSequence
        target.pointee.interval_ms = self.intervalMs
    }
}
