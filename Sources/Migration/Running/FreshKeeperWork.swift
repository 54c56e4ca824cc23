import Knowledge
import Logging
import Spaces
import Synchronization
import Waiting

/// Vectors; only while no migration is at work.
extension FreshKeeper {
    /// Until the task is cancelled: then nothing more is asked of an embedder.
    func keepFresh() async {
        var keeping = state.withLock(\.keeping)
        defer { state.withLock { [keeping] in $0.keeping = keeping } }
        let timeline = surroundings.timeline
        var kept = affordable
        var step = keeping.keep(kept.map(\.space.id), at: timeline.now)
        while !Task.isCancelled {
            if affordable != kept {
                kept = affordable
                step = keeping.keep(kept.map(\.space.id), at: timeline.now)
            }
            switch step {
            case .rest(let until):
                await spacesBell.wait(until: until, on: timeline)
                step = keeping.next(at: timeline.now)
            case .read(let id, let after, let limit):
                guard let kept = kept.first(where: { $0.space.id == id }) else { return }
                step = await read(kept.space, after: after, limit, &keeping)
            case .embed(let id, let items):
                guard let kept = kept.first(where: { $0.space.id == id }) else { return }
                step = await embed(items, for: kept, &keeping)
            case .quarantine(let space, let refusal):
                step = await quarantine(refusal, in: space, &keeping)
            }
        }
    }

    /// Without those that cost money, unless that is wished for.
    private var affordable: [Kept] {
        let kept = state.withLock(\.kept)
        if surroundings.limits.keepsPaidSpacesFresh { return kept }
        return kept.filter {
            surroundings.embedders.microsPerMillionTokens(for: $0.space.identity) == 0
        }
    }

    private func read(
        _ space: Space,
        after: Revision,
        _ limit: BacklogLimit,
        _ keeping: inout FreshKeeping
    ) async -> FreshKeeping.Step {
        let page: Result<BacklogPage, StoreError>
        do throws(StoreError) {
            page = .success(
                try await surroundings.store.backlog(of: space.id, after: after, limit: limit)
            )
        } catch {
            page = .failure(error)
        }
        let textsPerCallMax = surroundings.embedder(of: space).textsPerCallMax
        return keeping.read(page, textsPerCallMax: textsPerCallMax, at: surroundings.timeline.now)
    }

    private func embed(
        _ items: [Item],
        for kept: Kept,
        _ keeping: inout FreshKeeping
    ) async -> FreshKeeping.Step {
        let (timeline, space) = (surroundings.timeline, kept.space)
        let answer = await surroundings.answer(
            to: items.map(\.text),
            from: surroundings.embedder(of: space),
            oversize: kept.oversize
        )
        switch answer {
        case .success(let given):
            let vectors = items.indices.map { place in
                Vector(
                    item: items[place].id,
                    revision: items[place].revision,
                    values: given.vectors[place],
                    form: given.forms[place]
                )
            }
            do throws(StoreError) {
                _ = try await surroundings.store.put(vectors, in: space.id)
                return keeping.stored(at: timeline.now)
            } catch {
                return keeping.failed(retryAfter: nil, at: timeline.now)
            }
        case .failure(let error):
            if error.code != .cancelled {
                surroundings.logger.info(
                    "a space inside its rollback window waits for its embedder",
                    metadata: [
                        "target": "\(space.identity.target)", "reason": "\(error.message)",
                    ]
                )
            }
            return keeping.refused(error, at: timeline.now)
        }
    }

    private func quarantine(
        _ refusal: ItemRefusal,
        in space: SpaceID,
        _ keeping: inout FreshKeeping
    ) async -> FreshKeeping.Step {
        let result: Result<Void, StoreError>
        do throws(StoreError) {
            _ = try await surroundings.store.quarantine(
                [refusal],
                in: space,
                atUnixMs: surroundings.unixMs()
            )
            result = .success(())
        } catch {
            result = .failure(error)
        }
        return keeping.quarantined(result, at: surroundings.timeline.now)
    }
}
