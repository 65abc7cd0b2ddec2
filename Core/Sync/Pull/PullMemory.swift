import CaravanProtocol

/// Which pulls had no news, so that the same pull is answered again without a look at each of the caller's trips.
///
/// A value, and exact: what it knows holds as long as none of the logs has moved on which the answer rests. It is told of
/// each commit before the writer is answered, so that whoever pulls after an acknowledged write is told of it; of others
/// who write to the same database the storage tells (``Reading/othersMark()``).
///
/// When each log moved last is kept by one of a fixed number of places, which logs share: one that moves may make an
/// answer look stale that is not, never the other way round.
struct PullMemory {
    /// What is asked for, whatever the cursor: of each the last answer is known.
    struct Question: Hashable {
        var user: UUIDBits
        var kinds: SyncedKinds
    }

    /// A time before a transaction sees anything: what it finds holds unless something moved since.
    struct Moment: Equatable {
        fileprivate(set) var turn: UInt64
        /// What the storage said of others then.
        fileprivate(set) var others: Int64
    }

    private struct Answer {
        var cursor: String
        /// The places of the logs on which it rests.
        var places: [UInt16]
        var moment: Moment
    }

    /// How many answers are kept at most, and on how many logs they may rest together; half of that in each generation.
    private let answersMax: Int
    private let logsMax: Int
    /// Counts what moved.
    private var turn: UInt64 = 0
    private var lastMoves: [UInt64] = []
    /// Who asks stays among the young ones; when they are too many, those who did not ask meanwhile are forgotten.
    private var young: [Question: Answer] = [:]
    private var old: [Question: Answer] = [:]
    private var youngLogs = 0

    init(answersMax: Int = 10_000, logsMax: Int = 1_000_000) {
        (self.answersMax, self.logsMax) = (answersMax, logsMax)
    }

    /// How many answers are kept.
    var count: Int { young.count + old.count }

    /// Now. `nil` where it is unknown what others write.
    func moment(others: Int64?) -> Moment? { others.map { Moment(turn: turn, others: $0) } }

    /// A committed transaction has written to these logs.
    mutating func moved(_ scopes: some Sequence<UUIDBits>) {
        turn += 1
        guard !lastMoves.isEmpty else { return }
        for scope in scopes { lastMoves[Int(Self.place(of: scope))] = turn }
    }

    /// A transaction that had seen nothing at that moment found that there is no news behind that cursor.
    mutating func keep(_ question: Question, _ cursor: String, logs: [UUIDBits], _ moment: Moment) {
        guard logs.count <= logsMax / 2, answersMax > 1 else { return }
        if lastMoves.isEmpty {
            // Nobody has counted what moved until now.
            lastMoves = Array(repeating: turn, count: 1 << 16)
        }
        let places = logs.map { Self.place(of: $0) }
        let answer = Answer(cursor: cursor, places: places, moment: moment)
        guard isFresh(answer) else { return }
        insert(question, answer)
    }

    /// Whether it is known that there is no news behind the cursor.
    mutating func hasNoNews(_ question: Question, _ cursor: String, _ now: Moment) -> Bool {
        if let answer = young[question] {
            guard answer.cursor == cursor else { return false }
            guard answer.moment != now else { return true }
            guard isValid(answer, now) else {
                forget(question)
                return false
            }
            young[question]?.moment = now
            return true
        }
        guard var answer = old[question], answer.cursor == cursor else { return false }
        old[question] = nil
        guard isValid(answer, now) else { return false }
        answer.moment = now
        insert(question, answer)
        return true
    }

    private func isValid(_ answer: Answer, _ now: Moment) -> Bool {
        answer.moment.others == now.others && isFresh(answer)
    }

    /// Whether nothing has moved since its moment on which it rests.
    private func isFresh(_ answer: Answer) -> Bool {
        answer.moment.turn == turn || answer.places.allSatisfy { lastMoves[Int($0)] <= answer.moment.turn }
    }

    private mutating func insert(_ question: Question, _ answer: Answer) {
        forget(question)
        if young.count >= answersMax / 2 || youngLogs + answer.places.count > logsMax / 2 {
            old = young
            young = [:]
            youngLogs = 0
        }
        young[question] = answer
        youngLogs += answer.places.count
    }

    private mutating func forget(_ question: Question) {
        if let answer = young.removeValue(forKey: question) { youngLogs -= answer.places.count }
        old[question] = nil
    }

    private static func place(of log: UUIDBits) -> UInt16 {
        UInt16(truncatingIfNeeded: ((log.high ^ log.low) &* 0x9e37_79b9_7f4a_7c15) >> 48)
    }
}
