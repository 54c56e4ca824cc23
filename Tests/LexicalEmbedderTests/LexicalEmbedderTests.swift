import LexicalEmbedder
import Spaces
import Testing

func cosine(_ left: [Float], _ right: [Float]) -> Float {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}

struct LexicalEmbedderTests {
    static let oddTexts = [
        "", " ", "\n\t", "\0", "...", "!?", "—", "🦋", "🦋🦋", "a", "the", "42", "e\u{301}", "\u{301}",
        "知识", "ไทย", "שלום", "\u{feff}", "x\u{200d}y", String(repeating: "a", count: 5_000),
    ]

    @Test(arguments: [64, 512, 4_096])
    func `every text has a valid vector, also one without words`(dimensions: Int) async throws {
        let embedder = try LexicalEmbedder(dimensions: dimensions)
        let vectors = try await embedder.embed(Self.oddTexts, as: .document)
        let fault = VectorValidity.fault(
            in: vectors,
            count: Self.oddTexts.count,
            identity: embedder.identity
        )
        #expect(fault == nil)
    }

    @Test
    func `texts without words are told apart by their characters`() throws {
        let embedder = try LexicalEmbedder()
        #expect(embedder.vector(of: "🦋") == embedder.vector(of: "🦋"))
        #expect(cosine(embedder.vector(of: "🦋"), embedder.vector(of: "🐝")) < 0.5)
        #expect(embedder.vector(of: "") != embedder.vector(of: "!"))
    }

    /// Stored vectors must stay comparable: with a new algorithm comes a new digest.
    @Test
    func `the vectors are those of digest 1, to the last bit`() throws {
        #expect(LexicalEmbedder.digest == "1")
        let embedder = try LexicalEmbedder(dimensions: 64)
        let text = "Moulting: the crab's old shell splits; naïve crabs hide, and hide again. 42"
        let bits = embedder.vector(of: text).reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) {
            $0 = ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01b3
        }
        #expect(bits == 1_807_777_667_602_598_496)
    }

    @Test
    func `documents and queries are embedded alike`() async throws {
        let embedder = try LexicalEmbedder()
        let document = try await embedder.embed(["old shells"], as: .document)
        let query = try await embedder.embed(["old shells"], as: .query)
        #expect(document == query)
    }

    @Test(arguments: [
        ("migrations", "migration"), ("Migrating", "migrates"), ("CAFÉ", "cafe"),
        ("Ångström", "angstrom"), ("straße", "STRASSE"), ("e\u{301}tude", "étude"),
        ("ΑΘΉΝΑ", "αθηνα"), ("Việt", "viet"),
    ])
    func `case, diacritics and inflection make little difference`(one: String, other: String) throws
    {
        let embedder = try LexicalEmbedder()
        #expect(cosine(embedder.vector(of: one), embedder.vector(of: other)) > 0.6)
    }

    @Test(arguments: [
        "embeding", "embedidng", "emebdding", "embeddding",
    ])
    func `a misspelt word still finds its text`(word: String) throws {
        let embedder = try LexicalEmbedder()
        let query = embedder.vector(of: word)
        let meant = embedder.vector(of: "An embedding is made for each text that comes in.")
        let others = [
            "The writer commits its transactions in groups.",
            "A chunk's lock is held for the scan of one chunk.",
            "Nothing acknowledged is lost, whatever happens to the power.",
        ]
        for other in others {
            #expect(cosine(query, meant) > cosine(query, embedder.vector(of: other)))
        }
    }

    @Test
    func `the words that hold sentences together hardly count`() throws {
        let embedder = try LexicalEmbedder()
        let query = embedder.vector(of: "what is the shell of a crab made of")
        let about = embedder.vector(of: "Crab shells: chitin and calcium carbonate.")
        let beside = embedder.vector(of: "What is the name of a file that is made of the first?")
        #expect(cosine(query, about) > cosine(query, beside))
    }

    @Test
    func `too many texts in one call are refused with the number`() async throws {
        let embedder = try LexicalEmbedder(dimensions: 64)
        let most = [String](repeating: "a", count: embedder.textsPerCallMax)
        #expect(try await embedder.embed(most, as: .document).count == most.count)
        let error = await #expect(throws: EmbedderError.self) {
            try await embedder.embed(most + ["b"], as: .document)
        }
        #expect(error?.message.contains("1025") == true)
    }

    @Test(arguments: [
        ("", 0), ("old shells, old crabs", 4), ("don't", 2), ("知识 base", 3), ("🦋🦋", 2), ("...", 3),
        (String(repeating: "a", count: 257), 2),
    ])
    func `tokens are words, or characters where there is no word`(text: String, tokens: Int) throws
    {
        #expect(try LexicalEmbedder().tokens(of: text) == tokens)
    }
}
