// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.JobWaiting`.
    public struct JobWaiting: WireMessage {
        /// The field `place`, number 1.
        public var place: MoultV1.JobPlace?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(place: MoultV1.JobPlace? = nil) {
            self.place = place
        }
    }
}

extension MoultV1.JobWaiting: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobWaiting"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobWaiting>) {
        moult__v1__job_waiting__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobWaiting>) throws(UnpackFault) {
        self.place = try MoultV1.JobPlace.unpacked(source.pointee.place)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobWaiting>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.place = try arena.structure(self.place)
    }
}
