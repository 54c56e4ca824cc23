import ArgumentParser

@main
struct Moult: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moult",
        abstract: "A memory server whose embedding model can be changed while it serves.",
        discussion: """
            Start a server, put text in, find it again:

              moult serve
              moult ingest README.md docs
              moult search "how do I change the embedding model"

            Change the model under load, and watch:

              moult migrate plan builtin:lexical@1024
              moult migrate start builtin:lexical@1024 --watch
              moult migrate rollback --watch

            Ask a model, one job at a time, and see the queue:

              moult chat --model llama3.2 "Why is the sky blue?"
              moult jobs list
              moult models

            Every command but `serve` and `demo` talks to the server at --server (or MOULT_SERVER), \
            tcp://127.0.0.1:7420 unless told otherwise, and takes --json.

            EXIT CODES
            \(ExitStatus.table)
            """,
        version: MoultVersion.text,
        groupedSubcommands: [
            CommandGroup(name: "The server", subcommands: [Serve.self, Doctor.self, Stats.self]),
            CommandGroup(
                name: "Knowledge",
                subcommands: [
                    Ingest.self, Search.self, Get.self, List.self, Delete.self, Export.self,
                    Import.self,
                ]
            ),
            CommandGroup(
                name: "The embedding model",
                subcommands: [Migrate.self, Profiles.self]
            ),
            CommandGroup(
                name: "The models",
                subcommands: [Chat.self, Jobs.self, Models.self, Embed.self]
            ),
            CommandGroup(name: "To try and to measure", subcommands: [Demo.self, Bench.self]),
        ]
    )
}
