// From moult/v1/migration.proto. Made by proto/generate. Never edited.

extension MoultV1 {
    /// The methods of `moult.v1.Migration`.
    public enum MigrationMethods {
        /// The full proto name of the service.
        public static let service = "moult.v1.Migration"

        /// What a migration to a target would take.
        ///
        /// Embeds a sample, stores nothing.
        public static let plan = WireMethod<
            MoultV1.PlanRequest, MoultV1.PlanResponse
        >(service: service, name: "Plan", kind: .unary)

        /// Appends a profile and begins to fill its space.
        ///
        /// When the target is active already, or is being built already, nothing is done and the
        /// answer says so.
        public static let start = WireMethod<
            MoultV1.StartRequest, MoultV1.StartResponse
        >(service: service, name: "Start", kind: .unary)

        /// One migration, as it is now.
        public static let get = WireMethod<
            MoultV1.GetMigrationRequest, MoultV1.GetMigrationResponse
        >(service: service, name: "Get", kind: .unary)

        /// The newest first.
        public static let list = WireMethod<
            MoultV1.ListMigrationsRequest, MoultV1.ListMigrationsResponse
        >(service: service, name: "List", kind: .unary)

        /// The phase changes after `after_sequence`, from the store, then live ones; between them
        /// the latest progress.
        ///
        /// Ends with OK when the migration has ended.
        public static let watch = WireMethod<
            MoultV1.WatchRequest, MoultV1.WatchResponse
        >(service: service, name: "Watch", kind: .serverStream)

        /// Ends a migration that has not finished.
        ///
        /// What is embedded stays. One that has finished: FAILED_PRECONDITION with
        /// REASON_MIGRATION_ENDED.
        public static let cancel = WireMethod<
            MoultV1.CancelRequest, MoultV1.CancelResponse
        >(service: service, name: "Cancel", kind: .unary)

        /// Deletes the vectors of a space that no active or building profile uses, and gives the
        /// room back.
        public static let prune = WireMethod<
            MoultV1.PruneRequest, MoultV1.PruneResponse
        >(service: service, name: "Prune", kind: .unary)

        /// Stops the work until Resume; what is in flight still comes in and is stored.
        ///
        /// Kept through a restart.
        public static let pause = WireMethod<
            MoultV1.PauseRequest, MoultV1.PauseResponse
        >(service: service, name: "Pause", kind: .unary)

        /// Goes on after Pause; of a migration that waits by itself, tries again at once.
        public static let resume = WireMethod<
            MoultV1.ResumeRequest, MoultV1.ResumeResponse
        >(service: service, name: "Resume", kind: .unary)

        /// Lets a migration that holds before the flip go on to it.
        ///
        /// Given earlier, it does not hold.
        public static let cutOver = WireMethod<
            MoultV1.CutOverRequest, MoultV1.CutOverResponse
        >(service: service, name: "CutOver", kind: .unary)

        /// Turns knobs, while it runs or before it is resumed; what is absent stays as it is.
        public static let tune = WireMethod<
            MoultV1.TuneRequest, MoultV1.TuneResponse
        >(service: service, name: "Tune", kind: .unary)

        /// Replays queries on the active profile and on the one that is being built, or on an
        /// earlier one, and says how their answers differ.
        public static let evaluate = WireMethod<
            MoultV1.EvaluateRequest, MoultV1.EvaluateResponse
        >(service: service, name: "Evaluate", kind: .unary)

        /// Goes back: appends a profile for the space of an earlier one that finished.
        ///
        /// Only what that space lacks is embedded.
        public static let rollback = WireMethod<
            MoultV1.RollbackRequest, MoultV1.RollbackResponse
        >(service: service, name: "Rollback", kind: .unary)

        /// Migrates to a target that is the same model under another name: its canaries and a
        /// sample of the items prove it, and the vectors are taken over instead of embedded.
        public static let adopt = WireMethod<
            MoultV1.AdoptRequest, MoultV1.AdoptResponse
        >(service: service, name: "Adopt", kind: .unary)

        /// The items that a space's embedder refuses, by ascending id.
        public static let listQuarantine = WireMethod<
            MoultV1.ListQuarantineRequest, MoultV1.ListQuarantineResponse
        >(service: service, name: "ListQuarantine", kind: .unary)

        /// Has quarantined items asked for once more.
        public static let retryQuarantine = WireMethod<
            MoultV1.RetryQuarantineRequest, MoultV1.RetryQuarantineResponse
        >(service: service, name: "RetryQuarantine", kind: .unary)

        /// The log, newest first, with the active profile marked as derived.
        public static let listProfiles = WireMethod<
            MoultV1.ListProfilesRequest, MoultV1.ListProfilesResponse
        >(service: service, name: "ListProfiles", kind: .unary)

        /// Every method, in the order of the .proto file.
        public static let all: [MethodDescription] = [
            plan.description,
            start.description,
            get.description,
            list.description,
            watch.description,
            cancel.description,
            prune.description,
            pause.description,
            resume.description,
            cutOver.description,
            tune.description,
            evaluate.description,
            rollback.description,
            adopt.description,
            listQuarantine.description,
            retryQuarantine.description,
            listProfiles.description,
        ]
    }
}
