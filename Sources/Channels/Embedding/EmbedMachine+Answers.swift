import Spaces

// What came back, and who gets it.
extension EmbedMachine {
    /// A request was answered.
    ///
    /// - Parameter took: from when it went out, without waiting for its model to be warm.
    mutating func answered(
        _ id: EmbedRequestID,
        _ reply: EmbedReply,
        took: Duration,
        at now: Duration
    ) -> [Action] {
        guard let request = requests.removeValue(forKey: id) else { return [] }
        learn(of: request, took: max(.zero, took - (reply.loadTime ?? .zero)), at: now)
        guard reply.vectors.count == request.flights.count else {
            let error = EmbedderError(
                .invalidAnswer,
                "\(model) gave a wrong answer: \(reply.vectors.count) vectors came for "
                    + "\(request.flights.count) texts."
            )
            return doubtful(request, error, at: now) + dispatch(at: now)
        }
        var actions: [Action] = []
        let tokens = tokens(of: request, counted: reply.tokens)
        for (place, flight) in request.flights.enumerated() {
            actions += judge(flight, reply.vectors[place], tokens[place], at: now)
        }
        return actions + dispatch(at: now)
    }

    private mutating func learn(of request: Request, took: Duration, at now: Duration) {
        let expected = cost.time(ofRequestWeighing: request.weight)
        let slowness = expected > .zero ? took / expected : 1
        concurrency.answered(
            slowness: slowness,
            hadCompany: request.hadCompany,
            isWanted: isMoreWanted(in: request.lane, at: now)
        )
        cost.sawAnswered(weight: request.weight)
        // In company its time is also that of others, unless it was quick all the same.
        if !request.hadCompany || slowness < 1 { cost.learn(weight: request.weight, took: took) }
        loads[request.lane]?.lastTurn = now
        guard request.lane == .query else { return }
        lastQuery = now
        queryTime = queryTime == .zero ? took : (queryTime * 7 + took) / 8
    }

    /// Whether texts wait only because so much is under way.
    ///
    /// While queries come, bulk waits for their sake.
    private func isMoreWanted(in lane: EmbedLane, at now: Duration) -> Bool {
        guard let load = loads[lane], load.texts > 0 else { return false }
        return lane == .query || !areQueriesComing(at: now)
    }

    /// Of each text, in their order.
    private func tokens(of request: Request, counted: Int?) -> [EmbeddedText.Tokens] {
        let estimates = request.flights.map { flights[$0]?.key.tokensEstimate ?? 0 }
        guard let counted else { return estimates.map { .estimated($0) } }
        if estimates.count == 1 { return [.counted(counted)] }
        return shares(of: counted, by: estimates).map { .share($0) }
    }

    /// Parts of `total` in the proportion of `weights`, which add up to it.
    private func shares(of total: Int, by weights: [Int]) -> [Int] {
        let sum = max(1, weights.reduce(0, +))
        var before = 0
        return weights.map { weight in
            let begin = total * before / sum
            before += weight
            return total * before / sum - begin
        }
    }

    private mutating func judge(
        _ id: FlightID,
        _ vector: [Float],
        _ tokens: EmbeddedText.Tokens,
        at now: Duration
    ) -> [Action] {
        guard let flight = flights[id] else { return [] }
        if let fault = fault(in: vector, flight.key.shape) {
            let isZero = !vector.isEmpty && vector.allSatisfy { $0 == 0 }
            guard isZero, !flight.hadZeros else {
                let message = "\(model) gave a wrong answer: \(fault)."
                return fail(id, EmbedderError(.invalidAnswer, message), at: now)
            }
            // ollama#17878: under load a text's vector may be all zeros, and right the next time.
            flights[id]?.hadZeros = true
            askApart([id], at: now)
            return []
        }
        let cut = SilentCut(settings: settings).bound(of: flight.key, tokens)
        if let cut, !flight.key.shape.truncates {
            return fail(id, cut.refusal(by: model), at: now)
        }
        if flight.key.shape.dimensions == nil { nativeDimensions = vector.count }
        let text = EmbeddedText(vector: vector, tokens: tokens, isTruncated: cut != nil)
        return land(id, text, at: now)
    }

    /// What is wrong with a vector; nil: nothing.
    private func fault(in vector: [Float], _ shape: TextKey.Shape) -> String? {
        let identity = SpaceIdentity(
            provider: "",
            model: model,
            dimensions: shape.dimensions ?? nativeDimensions ?? max(1, vector.count)
        )
        return VectorValidity.fault(in: [vector], count: 1, identity: identity)
    }

    /// A text's vector is there, for all who wait for it and for those who will ask.
    private mutating func land(_ id: FlightID, _ text: EmbeddedText, at now: Duration) -> [Action] {
        guard let flight = flights[id] else { return [] }
        if flight.isRemembered { cache.insert(text, for: flight.key) }
        var done: [Action] = []
        for place in flight.waiters {
            calls[place.call]?.texts[place.position] = text
            calls[place.call]?.missing -= 1
            guard let call = calls[place.call], call.missing == 0 else { continue }
            calls[place.call] = nil
            queues[call.lane]?.remove(place.call)
            done.append(.settle(place.call, .success(call.reply)))
        }
        forget(id, at: now)
        return done
    }

    /// A text has no vector: the calls that wait for it fail.
    mutating func fail(
        _ id: FlightID,
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        guard let flight = flights[id] else { return [] }
        var actions: [Action] = []
        for place in flight.waiters where calls[place.call] != nil {
            actions.append(.settle(place.call, .failure(error.mapped(to: place.position))))
            actions += drop(place.call, at: now)
        }
        forget(id, at: now)
        return actions
    }
}

extension EmbedderError {
    /// The same of a text's place in its caller's call.
    fileprivate func mapped(to position: Int) -> EmbedderError {
        guard case .textRefused = code else { return self }
        return EmbedderError(.textRefused(position: position), message, retryAfter: retryAfter)
    }
}
