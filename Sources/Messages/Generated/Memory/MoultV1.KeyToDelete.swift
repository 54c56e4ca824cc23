// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.KeyToDelete`.
    public struct KeyToDelete: WireMessage {
        /// One of the members of `expectation`.
        public enum Expectation: Sendable, Hashable {
            /// The revision that the stored item must have.
            ///
            /// Absent: unchecked. 0: it must not exist, so that nothing is deleted.
            case expectedRevision(Int64)
        }

        /// The field `collection`, number 1.
        public var collection: String = ""
        /// The field `key`, number 2.
        public var key: String = ""
        /// At most one of these; nil: none.
        public var expectation: Expectation?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(collection: String = "", key: String = "", expectation: Expectation? = nil) {
            self.collection = collection
            self.key = key
            self.expectation = expectation
        }
    }
}

extension MoultV1.KeyToDelete: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.KeyToDelete"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__KeyToDelete>) {
        moult__v1__key_to_delete__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__KeyToDelete>) throws(UnpackFault) {
        self.collection = try String(unpacked: source.pointee.collection)
        self.key = try String(unpacked: source.pointee.key)
        switch source.pointee.expectation_case.rawValue {
        case 3:
            self.expectation = .expectedRevision(source.pointee.expected_revision)
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__KeyToDelete>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.collection.isEmpty {
            target.pointee.collection =
                try arena.text(self.collection, of: "moult.v1.KeyToDelete.collection")
        }
        if !self.key.isEmpty {
            target.pointee.key = try arena.text(self.key, of: "moult.v1.KeyToDelete.key")
        }
        switch self.expectation {
        case .expectedRevision(let value):
            target.pointee.expectation_case = Moult__V1__KeyToDelete__ExpectationCase(rawValue: 3)
            target.pointee.expected_revision = value
        case nil: break
        }
    }
}
