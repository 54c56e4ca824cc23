/// Splits a text into passages at its headings and paragraphs.
///
/// Below a heading paragraphs are put together up to the target length. The trail of headings is
/// each passage's first line: a paragraph rarely says again what it is about.
struct PassageSplitter: Sendable {
    let limits: PassageLimits

    init(limits: PassageLimits = PassageLimits()) {
        self.limits = limits
    }

    /// In the order of the text.
    func passages(of text: String, path: String) -> [Passage] {
        let markup = Markup(path: path)
        let allLines = Self.lines(of: text)
        var lines = allLines[...]
        let front =
            markup == .markdown ? FrontMatter(takenFrom: &lines, limits: limits) : nil
        let blocks = BlockReader.blocks(of: lines, markup: markup)
        var names: [String: Int] = [:]
        return Section.sections(of: blocks).flatMap { section in
            let occurrence = names[PassageKey.text(of: section.trail), default: 0] + 1
            names[PassageKey.text(of: section.trail)] = occurrence
            return texts(of: section).enumerated().map { offset, body in
                let key = PassageKey(
                    path: path,
                    trail: section.trail,
                    occurrence: occurrence,
                    ordinal: offset + 1
                )
                return passage(key, body: body, front: front?.entries ?? [:])
            }
        }
    }

    private func passage(_ key: PassageKey, body: String, front: [String: String]) -> Passage {
        let heading = key.trail.joined(separator: " › ").cut(toBytes: limits.metadataValueBytesMax)
        var metadata = front
        metadata[Passage.sourceEntry] = key.path.cut(toBytes: limits.metadataValueBytesMax)
        metadata["ordinal"] = String(key.ordinal)
        if !heading.isEmpty { metadata["heading"] = heading }
        let texts = [heading, body].filter { !$0.isEmpty }
        return Passage(
            key: key.text(bytesMax: limits.keyBytesMax),
            text: texts.joined(separator: "\n\n"),
            metadata: metadata
        )
    }

    /// One empty text for a heading that has nothing below it.
    private func texts(of section: Section) -> [String] {
        var texts: [String] = []
        var current = ""
        for piece in section.body.flatMap(pieces) {
            let joined = current.isEmpty ? piece : current + "\n\n" + piece
            if current.isEmpty || joined.unicodeScalars.count <= limits.lengthTarget {
                current = joined
            } else {
                texts.append(current)
                current = piece
            }
        }
        if !current.isEmpty { texts.append(current) }
        return texts.isEmpty && section.isLeaf ? [""] : texts
    }

    private func pieces(of block: Block) -> [String] {
        switch block {
        case .heading: []
        case .paragraph(let text): LongText.pieces(of: text, at: .sentences, limits)
        case .code(let text): LongText.pieces(of: text, at: .lines, limits)
        }
    }

    /// Without a byte order mark; ended by LF or CR LF.
    private static func lines(of text: String) -> [Substring] {
        let scalars = text.unicodeScalars
        let body = scalars.first == "\u{FEFF}" ? scalars.dropFirst() : scalars[...]
        return body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Substring(line.last == "\r" ? line.dropLast() : line)
        }
    }
}

/// A heading and what stands below it, up to the next heading.
private struct Section {
    /// Empty above the first heading.
    var trail: [String] = []
    var body: [Block] = []
    /// No deeper heading follows.
    var isLeaf = false

    static func sections(of blocks: [Block]) -> [Section] {
        var sections = [Section()]
        var levels: [Int] = []
        for block in blocks {
            guard case .heading(let level, let title) = block else {
                sections[sections.count - 1].body.append(block)
                continue
            }
            let kept = levels.prefix { $0 < level }.count
            sections[sections.count - 1].isLeaf = kept < levels.count
            let trail = sections[sections.count - 1].trail.prefix(kept)
            levels = Array(levels.prefix(kept)) + [level]
            sections.append(Section(trail: Array(trail) + [title]))
        }
        sections[sections.count - 1].isLeaf = !levels.isEmpty
        return sections
    }
}
