internal import NIOHTTP1

/// What OpenAI's API answers when it does not do what it was asked.
struct OpenAIError: Error, Equatable {
    let status: Int
    let message: String
    var type = "invalid_request_error"
    var parameter: String?
    var code: String?
    /// When to try again.
    var wait: Duration?

    var httpStatus: HTTPResponseStatus { HTTPResponseStatus(statusCode: status) }

    var body: JSONText {
        .object {
            $0.field("error") { json in
                json.object {
                    $0.field("message", message)
                    $0.field("type", type)
                    $0.fieldOrNull("param", parameter)
                    $0.fieldOrNull("code", code)
                }
            }
        }
    }
}

extension JSONText {
    mutating func fieldOrNull(_ name: String, _ value: String?) {
        field(name) { json in
            if let value { json.string(value) } else { json.raw("null") }
        }
    }
}

extension OpenAIError {
    static let noKey = OpenAIError(
        status: 401,
        message: "You didn't provide an API key. You need to provide your API key in an "
            + "Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
    )
    /// The real one shows the key, in part; this one shows nothing of it.
    static let wrongKey = OpenAIError(
        status: 401,
        message: "Incorrect API key provided. You can find your API key at "
            + "https://platform.openai.com/account/api-keys.",
        code: "invalid_api_key"
    )
    static let insufficientQuota = OpenAIError(
        status: 429,
        message: "You exceeded your current quota, please check your plan and billing details. "
            + "For more information on this error, read the docs: "
            + "https://platform.openai.com/docs/guides/error-codes/api-errors.",
        type: "insufficient_quota",
        code: "insufficient_quota"
    )
    static let invalidInput = OpenAIError(
        status: 400,
        message: "'$.input' is invalid. Please check the API reference: "
            + "https://platform.openai.com/docs/api-reference."
    )

    static func unknown(_ model: String) -> OpenAIError {
        OpenAIError(
            status: 404,
            message: "The model `\(model)` does not exist or you do not have access to it.",
            code: "model_not_found"
        )
    }

    static func tooManyInputs(_ count: Int, max: Int) -> OpenAIError {
        OpenAIError(
            status: 400,
            message: "Invalid 'input': array too long. Expected an array with maximum length "
                + "\(max), but got an array with length \(count) instead.",
            parameter: "input",
            code: "array_above_max_length"
        )
    }

    static func inputTooLong(_ tokens: Int, max: Int) -> OpenAIError {
        OpenAIError(
            status: 400,
            message: "This model's maximum context length is \(max) tokens, however you requested "
                + "\(tokens) tokens (\(tokens) in your prompt; 0 for the completion). Please "
                + "reduce your prompt; or completion length."
        )
    }

    static func requestTooLong(_ tokens: Int, max: Int) -> OpenAIError {
        OpenAIError(
            status: 400,
            message: "Requested \(tokens) tokens, max \(max) tokens per request",
            type: "max_tokens_per_request",
            code: "max_tokens_per_request"
        )
    }

    static func rateLimited(_ what: String, of model: String, wait: Duration) -> OpenAIError {
        OpenAIError(
            status: 429,
            message: "Rate limit reached for \(model) on \(what) per min. Please try again in "
                + "\(GoDuration.text(wait)).",
            type: what,
            code: "rate_limit_exceeded",
            wait: wait
        )
    }

    /// What a script's bare status says.
    init(scripted status: Int) {
        switch status {
        case 401: self = .wrongKey
        case 403:
            self.init(
                status: 403,
                message: "Country, region, or territory not supported",
                type: "request_forbidden",
                code: "unsupported_country_region_territory"
            )
        case 404: self = .unknown("scripted")
        case 429: self = .rateLimited("requests", of: "scripted", wait: .seconds(1))
        default:
            self.init(
                status: status,
                message: "The server had an error while processing your request. Sorry about that!",
                type: "server_error"
            )
        }
    }
}
