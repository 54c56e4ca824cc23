import ArgumentParser

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Change the embedding model while the server serves.",
        discussion: """
            A migration fills the target's vector space beside the live one, then flips. Searches \
            never pause. Targets are named provider:model@dimensions:

              moult migrate plan builtin:lexical@1024
              moult migrate start builtin:lexical@1024 --watch
              moult profiles
              moult migrate prune builtin:lexical@512
            """,
        subcommands: [
            MigratePlan.self, MigrateStart.self, MigrateStatus.self, MigrateWatch.self,
            MigrateCancel.self, MigratePrune.self,
        ]
    )
}
