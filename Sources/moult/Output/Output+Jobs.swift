import Messages

// Jobs, for people and for programs.
extension Output {
    func show(_ jobs: [MoultV1.Job]) {
        if isJSON {
            for job in jobs { json(JobView(job)) }
            return
        }
        var table = Table([
            .init(title: "JOB", alignment: .right),
            .init(title: "STATE"),
            .init(title: "MODEL", isFlexible: true),
            .init(title: "SUBMITTED"),
            .init(title: "LABEL", isFlexible: true),
            .init(title: "MORE", isFlexible: true),
        ])
        for job in jobs {
            table.add([
                "\(job.id)", job.state.word, job.model, Moment.text(unixMs: job.submittedUnixMs),
                job.label, job.place?.sentence ?? job.message,
            ])
        }
        lines(table.lines(on: answers))
        if jobs.isEmpty { remark("There are no such jobs.") }
    }

    func show(_ response: MoultV1.GetJobResponse) {
        if isJSON { return json(JobTextView(response)) }
        show(rows(of: response.job ?? MoultV1.Job()))
        let texts = [response.thinking, response.content, response.toolCallsJson]
        for (text, paint) in zip(texts, [Paint.dim, nil, .cyan]) where !text.isEmpty {
            let printable = answers.isTerminal ? text.printable : text
            line("")
            line(paint.map { answers.painted(printable, $0) } ?? printable)
        }
    }

    func showCancel(of job: MoultV1.Job) {
        if isJSON { return json(JobView(job)) }
        line(
            job.state.hasEnded
                ? "Job \(job.id) is \(job.state.word)."
                : "The end of job \(job.id) was asked for; it is \(job.state.word) still."
        )
    }

    private func rows(of job: MoultV1.Job) -> [(String, String)] {
        var rows: [(String, String)] = [
            ("job", "\(job.id)"),
            ("model", job.model),
            ("state", job.state.word),
        ]
        if let place = job.place { rows.append(("place", place.sentence)) }
        if let failure = job.failure.word { rows.append(("failure", failure)) }
        if !job.message.isEmpty { rows.append(("because", job.message.onOneLine)) }
        if job.cancelRequested, !job.state.hasEnded { rows.append(("ordered", "its end")) }
        rows += [
            ("attempts", "\(job.attempts)"),
            ("priority", job.priority.word),
        ]
        if !job.label.isEmpty { rows.append(("label", job.label.onOneLine)) }
        let moments = [
            ("submitted", job.submittedUnixMs), ("begun", job.begunUnixMs),
            ("ended", job.endedUnixMs), ("deadline", job.deadlineUnixMs),
        ]
        rows += moments.filter { $0.1 > 0 }.map { ($0.0, Moment.text(unixMs: $0.1)) }
        if let statistics = job.statistics { rows.append(("took", statistics.sentence)) }
        return rows
    }
}

extension String {
    /// Without anything that a terminal obeys, but line ends and tabs.
    var printable: String {
        let scalars = unicodeScalars.filter { scalar in
            scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
