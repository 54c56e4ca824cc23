// From everything.proto. Made by proto/generate. Never edited.

import CTestMessages

@testable import Messages

extension TestV1 {
    /// The proto enum `moult.test.v1.Colour`.
    enum Colour: WireEnum {
        /// The value 0.
        case unspecified
        /// The value 1.
        case red
        /// The value 2.
        case `default`
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .red
            case 2: self = .default
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .red: 1
            case .default: 2
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}

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

extension TestV1 {
    /// Every kind of member of a oneof, and names that Swift keeps for itself.
    struct Choice: WireMessage {
        /// One of the members of `one`.
        enum One: Sendable, Hashable {
            /// The field `number`, number 1.
            case number(Int64)
            /// The field `truth`, number 2.
            case truth(Bool)
            /// The field `text`, number 3.
            case text(String)
            /// The field `raw`, number 4.
            case raw([UInt8])
            /// The field `colour`, number 5.
            case colour(TestV1.Colour)
            /// The field `node`, number 6.
            case node(TestV1.Node)
            /// The field `leaf`, number 7.
            case leaf(TestV1.Choice.Leaf)
        }

        /// At most one of these; nil: none.
        var one: One?
        /// The field `in`, number 8.
        var `in`: String = ""

        /// The proto message `moult.test.v1.Choice.Leaf`.
        struct Leaf: WireMessage {
            /// The field `default`, number 1.
            var `default`: String = ""

            /// The message that no bytes mean: every field empty.
            init() {}

            /// A message of these fields; what is left out is empty.
            init(`default`: String = "") {
                self.default = `default`
            }
        }

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(one: One? = nil, `in`: String = "") {
            self.one = one
            self.in = `in`
        }
    }
}

extension TestV1.Choice: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Choice"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Choice>) {
        moult__test__v1__choice__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Choice>) throws(UnpackFault) {
        switch source.pointee.one_case.rawValue {
        case 1:
            self.one = .number(source.pointee.number)
        case 2:
            self.one = .truth(source.pointee.truth != 0)
        case 3:
            self.one = .text(try String(unpacked: source.pointee.text))
        case 4:
            self.one = .raw([UInt8](unpacked: source.pointee.raw))
        case 5:
            self.one = .colour(TestV1.Colour(unpacked: source.pointee.colour.rawValue))
        case 6:
            if let message = try TestV1.Node.unpacked(source.pointee.node) {
                self.one = .node(message)
            }
        case 7:
            if let message = try TestV1.Choice.Leaf.unpacked(source.pointee.leaf) {
                self.one = .leaf(message)
            }
        default: break
        }
        self.in = try String(unpacked: source.pointee.in)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Choice>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.one {
        case .number(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 1)
            target.pointee.number = value
        case .truth(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 2)
            target.pointee.truth = value ? 1 : 0
        case .text(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 3)
            target.pointee.text = try arena.text(value, of: "moult.test.v1.Choice.text")
        case .raw(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 4)
            target.pointee.raw = try arena.bytes(value)
        case .colour(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 5)
            target.pointee.colour = Moult__Test__V1__Colour(rawValue: value.packable)
        case .node(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 6)
            target.pointee.node = try arena.structure(value)
        case .leaf(let value):
            target.pointee.one_case = Moult__Test__V1__Choice__OneCase(rawValue: 7)
            target.pointee.leaf = try arena.structure(value)
        case nil: break
        }
        if !self.in.isEmpty {
            target.pointee.in = try arena.text(self.in, of: "moult.test.v1.Choice.in")
        }
    }
}

extension TestV1.Choice.Leaf: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Choice.Leaf"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Choice__Leaf>) {
        moult__test__v1__choice__leaf__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Choice__Leaf>) throws(UnpackFault) {
        self.default = try String(unpacked: source.pointee.default_)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Choice__Leaf>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.default.isEmpty {
            target.pointee.default_ =
                try arena.text(self.default, of: "moult.test.v1.Choice.Leaf.default")
        }
    }
}

extension TestV1 {
    /// Nests as deep as it likes.
    struct Node: WireMessage {
        /// The field `children`, number 1.
        var children: [TestV1.Node] = []
        /// The field `name`, number 2.
        var name: String = ""

        /// The message that no bytes mean: every field empty.
        init() {}

        /// A message of these fields; what is left out is empty.
        init(children: [TestV1.Node] = [], name: String = "") {
            self.children = children
            self.name = name
        }
    }
}

extension TestV1.Node: CStructured {
    /// The full proto name.
    static let fullName = "moult.test.v1.Node"
    /// How the codec reaches the C struct of this message.
    static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__Test__V1__Node>) {
        moult__test__v1__node__init(target)
    }

    init(_ source: UnsafePointer<Moult__Test__V1__Node>) throws(UnpackFault) {
        self.children =
            try .init(unpacked: elements(source.pointee.n_children, source.pointee.children))
        self.name = try String(unpacked: source.pointee.name)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__Test__V1__Node>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_children = self.children.count
        target.pointee.children = try arena.structures(self.children)
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.test.v1.Node.name")
        }
    }
}
