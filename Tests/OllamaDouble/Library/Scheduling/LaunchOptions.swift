/// The options that a runner is launched with: a request for others makes Ollama reload the model.
///
/// What only steers the answer, as `temperature`, is none of them. Source: `api.Runner` and
/// `needsReload` in `server/sched.go`.
package struct LaunchOptions: Hashable, Sendable {
    /// Already bounded by what the model was trained with.
    package var context: Int
    /// The request left the context to Ollama.
    package var hasAutomaticContext: Bool
    package var batch: Int
    package var hasAutomaticBatch: Bool
    /// Layers on the GPU; -1: as many as fit.
    package var gpuLayers: Int
    package var mainGPU: Int?
    package var usesMemoryMap: Bool?
    /// 0: as many as the machine has.
    package var threads: Int

    package init(
        context: Int = 4_096,
        hasAutomaticContext: Bool = true,
        batch: Int = 512,
        hasAutomaticBatch: Bool = true,
        gpuLayers: Int = -1,
        mainGPU: Int? = nil,
        usesMemoryMap: Bool? = nil,
        threads: Int = 0
    ) {
        self.context = context
        self.hasAutomaticContext = hasAutomaticContext
        self.batch = batch
        self.hasAutomaticBatch = hasAutomaticBatch
        self.gpuLayers = gpuLayers
        self.mainGPU = mainGPU
        self.usesMemoryMap = usesMemoryMap
        self.threads = threads
    }

    /// Whether a runner launched with these serves a request for `wanted`.
    package func serves(_ wanted: LaunchOptions) -> Bool {
        var running = self
        var wanted = wanted
        if running.hasAutomaticContext, wanted.hasAutomaticContext {
            wanted.context = running.context
        }
        if running.hasAutomaticBatch, wanted.hasAutomaticBatch { wanted.batch = running.batch }
        if wanted.gpuLayers < 0 {
            running.gpuLayers = -1
            wanted.gpuLayers = -1
        }
        wanted.hasAutomaticContext = running.hasAutomaticContext
        wanted.hasAutomaticBatch = running.hasAutomaticBatch
        return running == wanted
    }
}
