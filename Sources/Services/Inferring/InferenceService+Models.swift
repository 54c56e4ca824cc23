internal import Channels
internal import Messages

extension InferenceService {
    func listModels() async -> MoultV1.ListModelsResponse {
        MoultV1.ListModelsResponse(
            hosts: await hosts.overview().map(\.wire),
            chat: chat?.overview.wire ?? MoultV1.ChatQueue()
        )
    }
}
