// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SearchResponse`.
    public struct SearchResponse: WireMessage {
        /// One for each query, in the order of the request.
        public var answers: [MoultV1.SearchAnswer] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(answers: [MoultV1.SearchAnswer] = []) {
            self.answers = answers
        }
    }
}

extension MoultV1.SearchResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchResponse>) {
        moult__v1__search_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchResponse>) throws(UnpackFault) {
        self.answers =
            try .init(unpacked: elements(source.pointee.n_answers, source.pointee.answers))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_answers = self.answers.count
        target.pointee.answers = try arena.structures(self.answers)
    }
}
