// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// A query whose right answers somebody knows.
    public struct KnownAnswer: WireMessage {
        /// The field `query`, number 1.
        public var query: String = ""
        /// At least one.
        public var relevant: [MoultV1.ItemKey] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(query: String = "", relevant: [MoultV1.ItemKey] = []) {
            self.query = query
            self.relevant = relevant
        }
    }
}

extension MoultV1.KnownAnswer: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.KnownAnswer"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__KnownAnswer>) {
        moult__v1__known_answer__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__KnownAnswer>) throws(UnpackFault) {
        self.query = try String(unpacked: source.pointee.query)
        self.relevant =
            try .init(unpacked: elements(source.pointee.n_relevant, source.pointee.relevant))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__KnownAnswer>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.query.isEmpty {
            target.pointee.query = try arena.text(self.query, of: "moult.v1.KnownAnswer.query")
        }
        target.pointee.n_relevant = self.relevant.count
        target.pointee.relevant = try arena.structures(self.relevant)
    }
}
