/// Cuts texts into requests that are within the provider's limits, as far as can be estimated.
enum RequestParts {
    /// Bytes of UTF-8 that a token stands for, about.
    private static let bytesPerTokenEstimate = 4

    static func tokens(of text: String) -> Int {
        (text.utf8.count + bytesPerTokenEstimate - 1) / bytesPerTokenEstimate
    }

    static func tokens(of texts: ArraySlice<String>) -> Int {
        texts.reduce(0) { $0 + tokens(of: $1) }
    }

    /// In the texts' order, none empty; a text that is too long by itself has one of its own.
    static func parts(of texts: [String], limits: OpenAILimits) -> [ArraySlice<String>] {
        var parts: [ArraySlice<String>] = []
        var (start, tokens) = (0, 0)
        for (index, text) in texts.enumerated() {
            let count = self.tokens(of: text)
            let isFull =
                index - start >= max(1, limits.textsPerRequestMax)
                || tokens + count > limits.tokensPerRequestMax
            if isFull, index > start {
                parts.append(texts[start..<index])
                (start, tokens) = (index, 0)
            }
            tokens += count
        }
        if start < texts.count { parts.append(texts[start...]) }
        return parts
    }
}
