// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListModelsRequest`.
    public struct ListModelsRequest: WireMessage {
        /// The message that no bytes mean: every field empty.
        public init() {}
    }
}

extension MoultV1.ListModelsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListModelsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListModelsRequest>) {
        moult__v1__list_models_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListModelsRequest>) throws(UnpackFault) {
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListModelsRequest>,
        in arena: Arena
    ) throws(PackFault) {
    }
}
