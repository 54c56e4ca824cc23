// From ttrpc/ttrpc.proto. Made by proto/generate. Never edited.

import CMessages

extension TTRPC {
    /// google.rpc.Status.
    public struct Status: WireMessage {
        /// A code of google.rpc.Code.
        public var code: Int32 = 0
        /// One sentence that says what was wrong, with the value, and what to do.
        public var message: String = ""
        /// Moult puts one moult.v1.ErrorDetail here.
        public var details: [TTRPC.AnyMessage] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(code: Int32 = 0, message: String = "", details: [TTRPC.AnyMessage] = []) {
            self.code = code
            self.message = message
            self.details = details
        }
    }
}

extension TTRPC.Status: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Status"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Status>) {
        ttrpc__status__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Status>) throws(UnpackFault) {
        self.code = source.pointee.code
        self.message = try String(unpacked: source.pointee.message)
        self.details =
            try .init(unpacked: elements(source.pointee.n_details, source.pointee.details))
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Status>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.code = self.code
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "ttrpc.Status.message")
        }
        target.pointee.n_details = self.details.count
        target.pointee.details = try arena.structures(self.details)
    }
}
