// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.IngestResponse`.
    public struct IngestResponse: WireMessage {
        /// One for each item, in the order of the request.
        public var outcomes: [MoultV1.IngestOutcome] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(outcomes: [MoultV1.IngestOutcome] = []) {
            self.outcomes = outcomes
        }
    }
}

extension MoultV1.IngestResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.IngestResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__IngestResponse>) {
        moult__v1__ingest_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__IngestResponse>) throws(UnpackFault) {
        self.outcomes =
            try .init(unpacked: elements(source.pointee.n_outcomes, source.pointee.outcomes))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__IngestResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_outcomes = self.outcomes.count
        target.pointee.outcomes = try arena.structures(self.outcomes)
    }
}
