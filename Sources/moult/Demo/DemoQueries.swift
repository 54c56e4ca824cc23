import Messages

/// Questions to a machine's own documentation; some misspelt or inflected, as people type them.
enum DemoQueries {
    struct Query {
        let text: String
        let mode: MoultV1.SearchMode
    }

    static let shown = [
        Query(text: "permission to copy and modify the software", mode: .hybrid),
        Query(text: "reguler expresions that match agian", mode: .semantic),
        Query(text: "\"without warranty\" merchantability", mode: .lexical),
        Query(text: "sorting a hash by its values", mode: .hybrid),
    ]

    static let all =
        shown + [
            Query(text: "opening files for reading and writing", mode: .hybrid),
            Query(text: "patent licence granted by contributors", mode: .semantic),
            Query(text: "unicode strings and encodings", mode: .hybrid),
            Query(text: "how to report a bug", mode: .lexical),
            Query(text: "linking with the library", mode: .semantic),
            Query(text: "command line options", mode: .hybrid),
        ]
}
