// From everything.proto. Made by proto/generate. Never edited.

import CTestMessages

@testable import Messages

extension TestV1 {
    /// One field of every type.
    struct Singular: WireMessage {
        /// The field `a_double`, number 1.
        var aDouble: Double = 0
        /// The field `a_float`, number 2.
        var aFloat: Float = 0
        /// The field `an_int32`, number 3.
        var anInt32: Int32 = 0
        /// The field `an_int64`, number 4.
        var anInt64: Int64 = 0
        /// The field `a_uint32`, number 5.
        var aUint32: UInt32 = 0
        /// The field `a_uint64`, number 6.
        var aUint64: UInt64 = 0
        /// The field `a_sint32`, number 7.
        var aSint32: Int32 = 0
        /// The field `a_sint64`, number 8.
        var aSint64: Int64 = 0
        /// The field `a_fixed32`, number 9.
        var aFixed32: UInt32 = 0
        /// The field `a_fixed64`, number 10.
        var aFixed64: UInt64 = 0
        /// The field `an_sfixed32`, number 11.
        var anSfixed32: Int32 = 0
        /// The field `an_sfixed64`, number 12.
        var anSfixed64: Int64 = 0
        /// The field `a_bool`, number 13.
        var aBool: Bool = false
        /// The field `a_string`, number 14.
        var aString: String = ""
        /// The field `some_bytes`, number 15.
        var someBytes: [UInt8] = []
        /// The field `a_colour`, number 16.
        var aColour: TestV1.Colour = .unspecified
        /// The field `a_node`, number 17.
        var aNode: TestV1.Node?
        /// Far from the others, so that the descriptor has a second range of numbers.
        var far: String = ""

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(
            aDouble: Double = 0,
            aFloat: Float = 0,
            anInt32: Int32 = 0,
            anInt64: Int64 = 0,
            aUint32: UInt32 = 0,
            aUint64: UInt64 = 0,
            aSint32: Int32 = 0,
            aSint64: Int64 = 0,
            aFixed32: UInt32 = 0,
            aFixed64: UInt64 = 0,
            anSfixed32: Int32 = 0,
            anSfixed64: Int64 = 0,
            aBool: Bool = false,
            aString: String = "",
            someBytes: [UInt8] = [],
            aColour: TestV1.Colour = .unspecified,
            aNode: TestV1.Node? = nil,
            far: String = ""
        ) {
            self.aDouble = aDouble
            self.aFloat = aFloat
            self.anInt32 = anInt32
            self.anInt64 = anInt64
            self.aUint32 = aUint32
            self.aUint64 = aUint64
            self.aSint32 = aSint32
            self.aSint64 = aSint64
            self.aFixed32 = aFixed32
            self.aFixed64 = aFixed64
            self.anSfixed32 = anSfixed32
            self.anSfixed64 = anSfixed64
            self.aBool = aBool
            self.aString = aString
            self.someBytes = someBytes
            self.aColour = aColour
            self.aNode = aNode
            self.far = far
        }
    }
}

extension TestV1.Singular: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Singular"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Singular>) {
        moult__test__v1__singular__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Singular>) throws(UnpackFault) {
        self.aDouble = source.pointee.a_double
        self.aFloat = source.pointee.a_float
        self.anInt32 = source.pointee.an_int32
        self.anInt64 = source.pointee.an_int64
        self.aUint32 = source.pointee.a_uint32
        self.aUint64 = source.pointee.a_uint64
        self.aSint32 = source.pointee.a_sint32
        self.aSint64 = source.pointee.a_sint64
        self.aFixed32 = source.pointee.a_fixed32
        self.aFixed64 = source.pointee.a_fixed64
        self.anSfixed32 = source.pointee.an_sfixed32
        self.anSfixed64 = source.pointee.an_sfixed64
        self.aBool = source.pointee.a_bool != 0
        self.aString = try String(unpacked: source.pointee.a_string)
        self.someBytes = [UInt8](unpacked: source.pointee.some_bytes)
        self.aColour = TestV1.Colour(unpacked: source.pointee.a_colour.rawValue)
        self.aNode = try TestV1.Node.unpacked(source.pointee.a_node)
        self.far = try String(unpacked: source.pointee.far)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Singular>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.a_double = self.aDouble
        target.pointee.a_float = self.aFloat
        target.pointee.an_int32 = self.anInt32
        target.pointee.an_int64 = self.anInt64
        target.pointee.a_uint32 = self.aUint32
        target.pointee.a_uint64 = self.aUint64
        target.pointee.a_sint32 = self.aSint32
        target.pointee.a_sint64 = self.aSint64
        target.pointee.a_fixed32 = self.aFixed32
        target.pointee.a_fixed64 = self.aFixed64
        target.pointee.an_sfixed32 = self.anSfixed32
        target.pointee.an_sfixed64 = self.anSfixed64
        target.pointee.a_bool = self.aBool ? 1 : 0
        if !self.aString.isEmpty {
            target.pointee.a_string =
                try arena.text(self.aString, of: "moult.test.v1.Singular.a_string")
        }
        target.pointee.some_bytes = try arena.bytes(self.someBytes)
        target.pointee.a_colour = Moult__Test__V1__Colour(rawValue: self.aColour.packable)
        target.pointee.a_node = try arena.structure(self.aNode)
        if !self.far.isEmpty {
            target.pointee.far = try arena.text(self.far, of: "moult.test.v1.Singular.far")
        }
    }
}
