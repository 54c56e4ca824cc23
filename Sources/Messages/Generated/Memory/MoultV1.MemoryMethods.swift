// From moult/v1/memory.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The methods of `moult.v1.Memory`.
    public enum MemoryMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Memory"

        /// Stores items.
        ///
        /// Each item has an outcome of its own; one refused item does not harm the others.
        public static let ingest = WireMethod<
            MoultV1.IngestRequest, MoultV1.IngestResponse
        >(service: service, name: "Ingest", kind: .unary)

        /// Stores items as they come.
        ///
        /// Which of two items with one key is stored last is open unless the second is sent after
        /// the first one's outcome. The client numbers its items; outcomes come in any order;
        /// sending an item again is safe. The first message from the server grants a credit, each
        /// outcome more; who sends past the credit has the stream ended with RESOURCE_EXHAUSTED.
        public static let ingestStream = WireMethod<
            MoultV1.IngestStreamRequest, MoultV1.IngestStreamResponse
        >(service: service, name: "IngestStream", kind: .bidirectional)

        /// Finds items by words, by meaning, or both.
        ///
        /// Several queries may be put in one call.
        public static let search = WireMethod<
            MoultV1.SearchRequest, MoultV1.SearchResponse
        >(service: service, name: "Search", kind: .unary)

        /// Reads items by their keys.
        public static let get = WireMethod<
            MoultV1.GetRequest, MoultV1.GetResponse
        >(service: service, name: "Get", kind: .unary)

        /// Walks items in the order of their ids.
        public static let list = WireMethod<
            MoultV1.ListRequest, MoultV1.ListResponse
        >(service: service, name: "List", kind: .unary)

        /// Walks the collections in the order of their names.
        public static let listCollections = WireMethod<
            MoultV1.ListCollectionsRequest, MoultV1.ListCollectionsResponse
        >(service: service, name: "ListCollections", kind: .unary)

        /// Deletes items by keys or by filter.
        ///
        /// When it answers, no search finds them.
        public static let delete = WireMethod<
            MoultV1.DeleteRequest, MoultV1.DeleteResponse
        >(service: service, name: "Delete", kind: .unary)

        /// What the store holds, and how it is.
        public static let stats = WireMethod<
            MoultV1.StatsRequest, MoultV1.StatsResponse
        >(service: service, name: "Stats", kind: .unary)

        /// Items in the order of their ids, with the vectors of a space if wished.
        ///
        /// The first message says what comes.
        public static let export = WireMethod<
            MoultV1.ExportRequest, MoultV1.ExportResponse
        >(service: service, name: "Export", kind: .serverStream)

        /// Takes in what Export gave.
        ///
        /// The first message says what comes; credit and outcomes are as with IngestStream. A
        /// vector is stored without embedding if the store knows its space and the canaries agree.
        public static let `import` = WireMethod<
            MoultV1.ImportRequest, MoultV1.ImportResponse
        >(service: service, name: "Import", kind: .bidirectional)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            ingest.description,
            ingestStream.description,
            search.description,
            get.description,
            list.description,
            listCollections.description,
            delete.description,
            stats.description,
            export.description,
            `import`.description,
        ]
    }
}
