// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListModelsResponse`.
    public struct ListModelsResponse: WireMessage {
        /// The field `hosts`, number 1.
        public var hosts: [MoultV1.ModelHost] = []
        /// The field `chat`, number 2.
        public var chat: MoultV1.ChatQueue?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(hosts: [MoultV1.ModelHost] = [], chat: MoultV1.ChatQueue? = nil) {
            self.hosts = hosts
            self.chat = chat
        }
    }
}

extension MoultV1.ListModelsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListModelsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListModelsResponse>) {
        moult__v1__list_models_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListModelsResponse>) throws(UnpackFault) {
        self.hosts = try .init(unpacked: elements(source.pointee.n_hosts, source.pointee.hosts))
        self.chat = try MoultV1.ChatQueue.unpacked(source.pointee.chat)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListModelsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_hosts = self.hosts.count
        target.pointee.hosts = try arena.structures(self.hosts)
        target.pointee.chat = try arena.structure(self.chat)
    }
}
