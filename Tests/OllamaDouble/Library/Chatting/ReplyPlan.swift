/// What somebody asks of a chat model.
struct ReplyWish {
    var messages: [ChatMessage]
    var tools: [JSONValue] = []
    /// "json", or a JSON schema.
    var format: JSONValue?
    var thinks = false
    /// nil, or not above 0: as many as the model likes.
    var tokensMax: Int?
}

struct ChatMessage {
    let role: String
    let content: String
}

/// What a chat model will say, token by token: the same whenever it is asked the same.
struct ReplyPlan {
    enum Piece: Equatable {
        case thinking(String)
        case content(String)
        case toolCall(name: String, arguments: JSONValue)
    }

    enum End: String {
        case stop
        case length
    }

    let pieces: [Piece]
    let end: End
    let promptTokens: Int

    /// What a chat template puts around each message.
    private static let tokensPerMessage = 4

    init(to wish: ReplyWish, of model: ModelProfile) {
        let messages = wish.messages
        let question = messages.last?.content ?? ""
        var words = ReplyWords(seed: model.blob + question)
        var pieces: [Piece] = []
        if wish.thinks {
            pieces += words.sentence(of: model.reply.thinkingTokens).map { .thinking($0) }
        }
        if messages.last?.role != "tool", let call = Self.toolCall(for: wish.tools, &words) {
            pieces.append(call)
        } else if let format = wish.format, format != .null {
            pieces += words.json(for: format).map { .content($0) }
        } else {
            let echo = ReplyWords.echo(of: question, by: model.name)
            let rest = max(0, model.reply.tokens - echo.count)
            let said = (echo + words.sentence(of: rest)).prefix(model.reply.tokens)
            pieces += said.map { .content($0) }
        }
        let tokensMax = wish.tokensMax.flatMap { $0 > 0 ? $0 : nil } ?? .max
        self.pieces = Array(pieces.prefix(tokensMax))
        end = pieces.count > tokensMax ? .length : .stop
        promptTokens = messages.reduce(0) {
            $0 + TextTokens($1.content).count + Self.tokensPerMessage
        }
    }

    /// The first tool, with arguments of the types that its schema wants.
    private static func toolCall(for tools: [JSONValue], _ words: inout ReplyWords) -> Piece? {
        guard let function = tools.first?["function"], let name = function["name"]?.text else {
            return nil
        }
        let arguments = words.sample(of: function["parameters"] ?? .object([:]))
        return .toolCall(name: name, arguments: arguments)
    }
}
