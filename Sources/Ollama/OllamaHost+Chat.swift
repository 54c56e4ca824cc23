package import Channels
internal import Curl

extension OllamaHost {
    package func chat(
        _ model: String,
        body: String,
        keepAlive: KeepAlive,
        each: @Sendable (ChatPiece) async -> Void
    ) async throws(HostError) -> ChatStatistics {
        let spliced = try ChatBody.spliced(body, model: model, keepAlive: keepAlive)
        let call = OllamaCall(path: "/api/chat", model: model, body: Array(spliced.utf8))
        do {
            return try await stream(call, each)
        } catch let failure as OllamaFailure {
            throw failure.hostError
        } catch let error as CurlError {
            throw OllamaFailure(error).hostError
        } catch {
            throw HostError(.failed, "The chat with \"\(model)\" at \(address) failed: \(error).")
        }
    }

    /// Reads to the end of the stream, whatever comes: only then is the model free again.
    private func stream(
        _ call: OllamaCall,
        _ each: @Sendable (ChatPiece) async -> Void
    ) async throws -> ChatStatistics {
        var reading = ChatReading(limits: connection.limits)
        let head = try await connection.client.stream(chatRequest(for: call)) { chunk in
            switch chunk {
            case .head(let head):
                reading.begin(status: head.status)
            case .bytes(let bytes):
                reading.append(bytes)
                while let piece = try reading.next() { await each(piece) }
            }
        }
        while let piece = try reading.nextAtEnd() { await each(piece) }
        switch reading.ending {
        case .done(let statistics): return statistics
        case .refused(let body): throw connection.failure(of: call, head, body)
        case .failed(let text): throw connection.failure(of: call, status: head.status, text)
        case .cutOff:
            throw OllamaFailure(
                .failed,
                "The chat with \"\(call.model)\" at \(address) ended without its last line: "
                    + "see Ollama's log for what ended the model."
            )
        }
    }

    private func chatRequest(for call: OllamaCall) -> CurlRequest {
        let limits = connection.limits
        var transfer = TransferLimits()
        transfer.connectTimeout = limits.connectTimeout
        transfer.headTimeout = limits.chatHeadTimeout
        transfer.stallTimeout = limits.chatStallTimeout
        transfer.responseBytesMax = limits.chatBytesMax
        var request = connection.request(for: call, transfer)
        // Sent again, it would be answered, and paid for, twice.
        request.isRepeatable = false
        return request
    }
}
