// From everything.proto. Made by proto/generate. Never edited.

import CTestMessages

@testable import Messages

extension TestV1 {
    /// Every type, repeated.
    struct Repeated: WireMessage {
        /// The field `doubles`, number 1.
        var doubles: [Double] = []
        /// The field `floats`, number 2.
        var floats: [Float] = []
        /// The field `int32s`, number 3.
        var int32s: [Int32] = []
        /// The field `int64s`, number 4.
        var int64s: [Int64] = []
        /// The field `uint32s`, number 5.
        var uint32s: [UInt32] = []
        /// The field `uint64s`, number 6.
        var uint64s: [UInt64] = []
        /// The field `sint32s`, number 7.
        var sint32s: [Int32] = []
        /// The field `sint64s`, number 8.
        var sint64s: [Int64] = []
        /// The field `fixed32s`, number 9.
        var fixed32s: [UInt32] = []
        /// The field `fixed64s`, number 10.
        var fixed64s: [UInt64] = []
        /// The field `sfixed32s`, number 11.
        var sfixed32s: [Int32] = []
        /// The field `sfixed64s`, number 12.
        var sfixed64s: [Int64] = []
        /// The field `bools`, number 13.
        var bools: [Bool] = []
        /// The field `strings`, number 14.
        var strings: [String] = []
        /// The field `byte_strings`, number 15.
        var byteStrings: [[UInt8]] = []
        /// The field `colours`, number 16.
        var colours: [TestV1.Colour] = []
        /// The field `nodes`, number 17.
        var nodes: [TestV1.Node] = []

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(
            doubles: [Double] = [],
            floats: [Float] = [],
            int32s: [Int32] = [],
            int64s: [Int64] = [],
            uint32s: [UInt32] = [],
            uint64s: [UInt64] = [],
            sint32s: [Int32] = [],
            sint64s: [Int64] = [],
            fixed32s: [UInt32] = [],
            fixed64s: [UInt64] = [],
            sfixed32s: [Int32] = [],
            sfixed64s: [Int64] = [],
            bools: [Bool] = [],
            strings: [String] = [],
            byteStrings: [[UInt8]] = [],
            colours: [TestV1.Colour] = [],
            nodes: [TestV1.Node] = []
        ) {
            self.doubles = doubles
            self.floats = floats
            self.int32s = int32s
            self.int64s = int64s
            self.uint32s = uint32s
            self.uint64s = uint64s
            self.sint32s = sint32s
            self.sint64s = sint64s
            self.fixed32s = fixed32s
            self.fixed64s = fixed64s
            self.sfixed32s = sfixed32s
            self.sfixed64s = sfixed64s
            self.bools = bools
            self.strings = strings
            self.byteStrings = byteStrings
            self.colours = colours
            self.nodes = nodes
        }
    }
}

extension TestV1.Repeated: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Repeated"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Repeated>) {
        moult__test__v1__repeated__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Repeated>) throws(UnpackFault) {
        self.doubles = Array(elements(source.pointee.n_doubles, source.pointee.doubles))
        self.floats = Array(elements(source.pointee.n_floats, source.pointee.floats))
        self.int32s = Array(elements(source.pointee.n_int32s, source.pointee.int32s))
        self.int64s = Array(elements(source.pointee.n_int64s, source.pointee.int64s))
        self.uint32s = Array(elements(source.pointee.n_uint32s, source.pointee.uint32s))
        self.uint64s = Array(elements(source.pointee.n_uint64s, source.pointee.uint64s))
        self.sint32s = Array(elements(source.pointee.n_sint32s, source.pointee.sint32s))
        self.sint64s = Array(elements(source.pointee.n_sint64s, source.pointee.sint64s))
        self.fixed32s = Array(elements(source.pointee.n_fixed32s, source.pointee.fixed32s))
        self.fixed64s = Array(elements(source.pointee.n_fixed64s, source.pointee.fixed64s))
        self.sfixed32s = Array(elements(source.pointee.n_sfixed32s, source.pointee.sfixed32s))
        self.sfixed64s = Array(elements(source.pointee.n_sfixed64s, source.pointee.sfixed64s))
        self.bools = .init(unpacked: elements(source.pointee.n_bools, source.pointee.bools))
        self.strings =
            try .init(unpacked: elements(source.pointee.n_strings, source.pointee.strings))
        self.byteStrings =
            .init(unpacked: elements(source.pointee.n_byte_strings, source.pointee.byte_strings))
        self.colours = .init(unpacked: elements(source.pointee.n_colours, source.pointee.colours))
        self.nodes = try .init(unpacked: elements(source.pointee.n_nodes, source.pointee.nodes))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Repeated>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_doubles = self.doubles.count
        target.pointee.doubles = try arena.array(self.doubles)
        target.pointee.n_floats = self.floats.count
        target.pointee.floats = try arena.array(self.floats)
        target.pointee.n_int32s = self.int32s.count
        target.pointee.int32s = try arena.array(self.int32s)
        target.pointee.n_int64s = self.int64s.count
        target.pointee.int64s = try arena.array(self.int64s)
        target.pointee.n_uint32s = self.uint32s.count
        target.pointee.uint32s = try arena.array(self.uint32s)
        target.pointee.n_uint64s = self.uint64s.count
        target.pointee.uint64s = try arena.array(self.uint64s)
        target.pointee.n_sint32s = self.sint32s.count
        target.pointee.sint32s = try arena.array(self.sint32s)
        target.pointee.n_sint64s = self.sint64s.count
        target.pointee.sint64s = try arena.array(self.sint64s)
        target.pointee.n_fixed32s = self.fixed32s.count
        target.pointee.fixed32s = try arena.array(self.fixed32s)
        target.pointee.n_fixed64s = self.fixed64s.count
        target.pointee.fixed64s = try arena.array(self.fixed64s)
        target.pointee.n_sfixed32s = self.sfixed32s.count
        target.pointee.sfixed32s = try arena.array(self.sfixed32s)
        target.pointee.n_sfixed64s = self.sfixed64s.count
        target.pointee.sfixed64s = try arena.array(self.sfixed64s)
        target.pointee.n_bools = self.bools.count
        target.pointee.bools = try arena.array(self.bools.map { $0 ? 1 : 0 })
        target.pointee.n_strings = self.strings.count
        target.pointee.strings = try arena.texts(self.strings, of: "moult.test.v1.Repeated.strings")
        target.pointee.n_byte_strings = self.byteStrings.count
        target.pointee.byte_strings = try arena.byteStrings(self.byteStrings)
        target.pointee.n_colours = self.colours.count
        target.pointee.colours =
            try arena.array(self.colours.map { Moult__Test__V1__Colour(rawValue: $0.packable) })
        target.pointee.n_nodes = self.nodes.count
        target.pointee.nodes = try arena.structures(self.nodes)
    }
}
