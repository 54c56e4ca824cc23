/// The setting that somebody who wrote another name most likely meant.
enum NearestName {
    /// By the fewest letters to add, drop or change; among equals the first.
    ///
    /// nil: none is near enough to be meant.
    static func of(_ name: String, among names: [String]) -> String? {
        let distances = names.map {
            ($0, distance(Array(name.lowercased()), Array($0.lowercased())))
        }
        guard let nearest = distances.min(by: { $0.1 < $1.1 }) else { return nil }
        return nearest.1 <= max(2, name.count / 2) ? nearest.0 : nil
    }

    /// Levenshtein's distance, one row at a time.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let above = row[j + 1]
                row[j + 1] = min(
                    above + 1,
                    row[j] + 1,
                    diagonal + (character == right[j] ? 0 : 1)
                )
                diagonal = above
            }
        }
        return row[right.count]
    }
}
