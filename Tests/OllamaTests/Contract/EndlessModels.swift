import OllamaDouble

extension ModelProfile {
    /// Speaks until somebody stops it.
    var speakingWithoutEnd: ModelProfile {
        var model = self
        model.reply.tokens = 1_000_000
        return model
    }

    /// Takes longer for one request than any test.
    var embeddingWithoutEnd: ModelProfile {
        var model = self
        model.cost.request = .seconds(3_600)
        return model
    }
}
