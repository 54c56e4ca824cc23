import Channels
import Testing

@Suite struct JobSequenceTests {
    @Test func `an attempt's pieces are above everything that the one before could tell`() {
        let last = JobSequence(
            rawValue: JobSequence(beforeAttempt: 1).rawValue + JobSequence.attemptPiecesMax - 1
        )
        #expect(last.attempt == 1)
        #expect(JobSequence(beforeAttempt: 2) > last)
        #expect(JobSequence(beforeAttempt: 2).next.attempt == 2)
    }
}
