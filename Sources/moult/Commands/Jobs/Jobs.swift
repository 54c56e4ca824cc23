import ArgumentParser

struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The queue of chats: see it, follow a job, end one.",
        discussion: """
            A job is what `moult chat` or another client asked of a model. It is kept in the queue \
            until it has ended, through restarts of the server, and for some days after:

              moult jobs list --state queued
              moult jobs watch 42
              moult jobs cancel 42
            """,
        subcommands: [JobsList.self, JobsShow.self, JobsWatch.self, JobsCancel.self]
    )
}
