// From moult/v1/error.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// Travels as the one entry of `Status.details`, type_url
    /// "type.googleapis.com/moult.v1.ErrorDetail".
    public struct ErrorDetail: WireMessage {
        /// The field `reason`, number 1.
        public var reason: MoultV1.Reason = .unspecified
        /// Whether the same call may succeed later, unchanged.
        public var retryable: Bool = false
        /// What the reason is about, when it is about one thing: a field, a key, a limit's name, an
        /// epoch.
        public var subject: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            reason: MoultV1.Reason = .unspecified,
            retryable: Bool = false,
            subject: String = ""
        ) {
            self.reason = reason
            self.retryable = retryable
            self.subject = subject
        }
    }
}

extension MoultV1.ErrorDetail: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ErrorDetail"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ErrorDetail>) {
        moult__v1__error_detail__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ErrorDetail>) throws(UnpackFault) {
        self.reason = MoultV1.Reason(unpacked: source.pointee.reason.rawValue)
        self.retryable = source.pointee.retryable != 0
        self.subject = try String(unpacked: source.pointee.subject)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ErrorDetail>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.reason = Moult__V1__Reason(rawValue: self.reason.packable)
        target.pointee.retryable = self.retryable ? 1 : 0
        if !self.subject.isEmpty {
            target.pointee.subject =
                try arena.text(self.subject, of: "moult.v1.ErrorDetail.subject")
        }
    }
}
