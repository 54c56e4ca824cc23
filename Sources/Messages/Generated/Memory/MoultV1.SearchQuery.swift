// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.SearchQuery`.
    public struct SearchQuery: WireMessage {
        /// One of the members of `floor`.
        public enum Floor: Sendable, Hashable {
            /// Hits below it are left out.
            ///
            /// On the mode's own score: cosine, bm25 with its sign turned, or the fused score.
            case scoreFloor(Double)
        }

        /// 1 byte to 64 KiB.
        public var text: String = ""
        /// The field `mode`, number 2.
        public var mode: MoultV1.SearchMode = .unspecified
        /// How many hits: 1 to 1,000; 0 means 10.
        public var k: Int32 = 0
        /// The field `filter`, number 4.
        public var filter: MoultV1.ItemFilter?
        /// At most one of these; nil: none.
        public var floor: Floor?
        /// From an earlier answer, to go on behind its last hit.
        ///
        /// Bound to the epoch it was made in.
        public var pageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            text: String = "",
            mode: MoultV1.SearchMode = .unspecified,
            k: Int32 = 0,
            filter: MoultV1.ItemFilter? = nil,
            floor: Floor? = nil,
            pageToken: String = ""
        ) {
            self.text = text
            self.mode = mode
            self.k = k
            self.filter = filter
            self.floor = floor
            self.pageToken = pageToken
        }
    }
}

extension MoultV1.SearchQuery: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.SearchQuery"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__SearchQuery>) {
        moult__v1__search_query__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__SearchQuery>) throws(UnpackFault) {
        self.text = try String(unpacked: source.pointee.text)
        self.mode = MoultV1.SearchMode(unpacked: source.pointee.mode.rawValue)
        self.k = source.pointee.k
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        switch source.pointee.floor_case.rawValue {
        case 5:
            self.floor = .scoreFloor(source.pointee.score_floor)
        default: break
        }
        self.pageToken = try String(unpacked: source.pointee.page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__SearchQuery>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.text.isEmpty {
            target.pointee.text = try arena.text(self.text, of: "moult.v1.SearchQuery.text")
        }
        target.pointee.mode = Moult__V1__SearchMode(rawValue: self.mode.packable)
        target.pointee.k = self.k
        target.pointee.filter = try arena.structure(self.filter)
        switch self.floor {
        case .scoreFloor(let value):
            target.pointee.floor_case = Moult__V1__SearchQuery__FloorCase(rawValue: 5)
            target.pointee.score_floor = value
        case nil: break
        }
        if !self.pageToken.isEmpty {
            target.pointee.page_token =
                try arena.text(self.pageToken, of: "moult.v1.SearchQuery.page_token")
        }
    }
}
