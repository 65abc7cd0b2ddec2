import CaravanProtocol
import Testing

@testable import CaravanCore

/// The memory of pulls without news, as a value.
@Suite struct PullMemoryTests {
    private static func bits(_ number: UInt64) -> UUIDBits {
        UUIDBits(high: number &* 0x9e37_79b9, low: 1 << 63 | number)
    }
    private let ann = bits(1)
    private let lisbon = bits(2)
    private let porto = bits(3)
    private var question: PullMemory.Question { PullMemory.Question(user: ann, kinds: .all) }

    /// A memory that expectations may ask, which learns by being asked.
    private final class Memory {
        var value: PullMemory
        var count: Int { value.count }

        init(_ value: PullMemory = PullMemory()) { self.value = value }

        func moved(_ logs: [UUIDBits]) { value.moved(logs) }

        func keep(
            _ question: PullMemory.Question, _ cursor: String, logs: [UUIDBits], _ moment: PullMemory.Moment
        ) {
            value.keep(question, cursor, logs: logs, moment)
        }

        func hasNoNews(_ question: PullMemory.Question, _ cursor: String, _ now: PullMemory.Moment) -> Bool {
            value.hasNoNews(question, cursor, now)
        }
    }

    private func now(_ memory: Memory, others: Int64 = 0) throws -> PullMemory.Moment {
        try #require(memory.value.moment(others: others))
    }

    private func kept(at others: Int64 = 0) throws -> Memory {
        let memory = Memory()
        memory.keep(question, "cursor", logs: [ann, lisbon], try now(memory, others: others))
        return memory
    }

    @Test func whatIsKeptIsKnownAgain() throws {
        let memory = try kept()
        let now = try now(memory)
        #expect(memory.hasNoNews(question, "cursor", now))
        #expect(!memory.hasNoNews(question, "another", now))
        #expect(!memory.hasNoNews(.init(user: ann, kinds: SyncedKinds(.trip)), "cursor", now))
        #expect(!memory.hasNoNews(.init(user: lisbon, kinds: .all), "cursor", now))
        #expect(memory.hasNoNews(question, "cursor", now), "what was asked otherwise changes nothing")
    }

    @Test func whatMovesIsNews() throws {
        for log in [ann, lisbon] {
            let memory = try kept()
            memory.moved([porto])
            #expect(memory.hasNoNews(question, "cursor", try now(memory)), "it rests on no such log")
            memory.moved([porto, log])
            #expect(!memory.hasNoNews(question, "cursor", try now(memory)))
            #expect(memory.count == 0)
        }
    }

    /// A commit between the beginning of the transaction that looked and the end of it.
    @Test func whatMovedMeanwhileIsNotKept() throws {
        let memory = Memory()
        let before = try now(memory)
        memory.moved([lisbon])
        memory.keep(question, "cursor", logs: [ann, lisbon], before)
        #expect(memory.count == 0)
        let between = try now(memory)
        memory.keep(question, "cursor", logs: [ann, lisbon], between)
        memory.moved([lisbon])
        memory.keep(question, "cursor", logs: [ann, lisbon], between)
        #expect(!memory.hasNoNews(question, "cursor", try now(memory)))
    }

    /// Who asks began before another one who asked, and found it fresh at a later moment.
    @Test func anEarlierMomentLosesNothing() throws {
        let memory = try kept()
        let early = try now(memory)
        memory.moved([porto])
        #expect(memory.hasNoNews(question, "cursor", try now(memory)))
        #expect(memory.hasNoNews(question, "cursor", early))
        memory.moved([lisbon])
        #expect(!memory.hasNoNews(question, "cursor", try now(memory)))
    }

    @Test func whatOthersWroteIsUnknown() throws {
        let memory = try kept(at: 7)
        #expect(memory.hasNoNews(question, "cursor", try now(memory, others: 7)))
        #expect(!memory.hasNoNews(question, "cursor", try now(memory, others: 8)))
        #expect(memory.value.moment(others: nil) == nil)
    }

    @Test func itIsBoundedAndKeepsThoseWhoAsk() throws {
        let memory = Memory(PullMemory(answersMax: 100, logsMax: 10_000))
        memory.keep(question, "cursor", logs: [ann, lisbon], try now(memory))
        for user in 1_000..<2_000 {
            let other = PullMemory.Question(user: Self.bits(UInt64(user)), kinds: .all)
            memory.keep(other, "cursor", logs: [other.user], try now(memory))
            #expect(memory.count <= 100)
            if user % 20 == 0 { #expect(memory.hasNoNews(question, "cursor", try now(memory))) }
        }
        #expect(!memory.hasNoNews(.init(user: Self.bits(1_000), kinds: .all), "cursor", try now(memory)))
    }

    @Test func theLogsOnWhichItRestsAreBounded() throws {
        let memory = Memory(PullMemory(answersMax: 100, logsMax: 100))
        memory.keep(question, "cursor", logs: (0..<51).map { Self.bits(UInt64($0)) }, try now(memory))
        #expect(memory.count == 0, "too many for one")
        for user in 0..<50 {
            let other = PullMemory.Question(user: Self.bits(UInt64(user)), kinds: .all)
            memory.keep(other, "cursor", logs: (0..<20).map { Self.bits(UInt64($0)) }, try now(memory))
            #expect(memory.count <= 5)
        }
    }
}
