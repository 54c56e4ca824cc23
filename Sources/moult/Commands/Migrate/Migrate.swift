import ArgumentParser

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Change the embedding model while the server serves.",
        discussion: """
            A migration fills the target's vector space beside the live one, then flips. Searches \
            never pause. Targets are named provider:model@dimensions:

              moult migrate plan builtin:lexical@1024
              moult migrate start builtin:lexical@1024 --hold --watch
              moult migrate evaluate
              moult migrate cut-over 2

            A migration is named by its epoch, which `status` shows. What goes wrong after the flip \
            is undone in seconds:

              moult migrate rollback --watch
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Before and after",
                subcommands: [
                    MigratePlan.self, MigrateStart.self, MigrateAdopt.self, MigrateRollback.self,
                    MigratePrune.self,
                ]
            ),
            CommandGroup(
                name: "While it is under way",
                subcommands: [
                    MigrateStatus.self, MigrateWatch.self, MigratePause.self, MigrateResume.self,
                    MigrateTune.self, MigrateCancel.self, MigrateCutOver.self,
                ]
            ),
            CommandGroup(
                name: "To judge by",
                subcommands: [MigrateEvaluate.self, MigrateQuarantine.self]
            ),
        ]
    )
}
