import BenchSupport

/// In each room one says something as soon as everybody has heard what was said before: all rooms at once.
final class ClosedLoad {
    private let swarm: Swarm
    private let talk: Talk
    private var turns: [RoomTurn]
    private let names: [[UInt8]]
    private let states = [true: Array(#""is_typing":true"#.utf8), false: Array(#""is_typing":false"#.utf8)]
    private var outcome = LoadOutcome()
    private var tally = Tally()
    private var (underway, end, last) = (0, UInt64(0), "")
    /// How long the text of a delivery is: what was seen, and what a server is asked for that has no text of its own.
    var length = 0

    init(_ swarm: Swarm, _ talk: Talk) {
        (self.swarm, self.talk) = (swarm, talk)
        turns = (0..<swarm.stage.hall.rooms).map { room in RoomTurn(swarm.peers.filter { $0.seat.room == room }) }
        names = (0..<Hall.users).map { Array("\"\(swarm.stage.username($0))\"".utf8) }
    }

    /// Server time by the delivery.
    func sample(_ what: String, seconds: Double) throws -> Sample {
        let outcome = try run(what, seconds: seconds)
        var details = outcome.details
        details["frame_bytes"] = Double(length)
        return Sample(value: outcome.growth[0] / Double(outcome.operations), details: details)
    }

    /// Runs for about so long, until everything was heard. Throws where something was not, or not as it should be.
    func run(_ what: String, seconds: Double) throws -> LoadOutcome {
        (outcome, tally, underway) = (LoadOutcome(), Tally(), turns.count)
        let before = try swarm.stage.server.processorMicroseconds()
        let start = Monotonic.now
        let ownStart = ThreadClock.microseconds
        end = start + Monotonic.nanoseconds(seconds)
        for room in turns.indices { try next(room, at: Monotonic.now) }
        while underway > 0 {
            guard try swarm.turn(milliseconds: 5000, take) else { break }
        }
        outcome.seconds = Double(Monotonic.now - start) / 1e9
        outcome.generatorMicroseconds = ThreadClock.microseconds - ownStart
        outcome.growth = [try swarm.stage.server.processorMicroseconds() - before]
        while try swarm.turn(milliseconds: 100, take) {}
        if underway > 0 {
            let awaited = turns.reduce(0) { $0 + $1.awaited }
            // What has a revision is missed by the check too.
            if case .typing = talk { tally.missing += awaited }
            Progress.say("\(what): \(awaited) deliveries do not come; the last thing heard: \(last.prefix(600))")
        }
        try swarm.check(what, also: tally)
        guard underway == 0 else { throw BenchError("\(what): not everything was heard") }
        return outcome
    }

    private func next(_ room: Int, at now: UInt64) throws {
        turns[room].next(talk, at: now)
        let turn = turns[room]
        let text =
            switch talk {
            case .typing: swarm.stage.typing(turn.writer.seat, turn.isTyping, length: length)
            case .message: swarm.stage.message(turn.writer.seat, Notice.content(turn.number), length: length)
            }
        try turn.writer.send(ClientFrame.text(text))
    }

    private func take(_ peer: Peer, _ notice: Notice) throws {
        let room = peer.seat.room
        if notice.kind == .error { throw BenchError(String(decoding: notice.bytes, as: UTF8.self)) }
        if underway < turns.count || Monotonic.now > end { last = String(decoding: notice.bytes, as: UTF8.self) }
        guard isHeard(notice, turns[room].number, in: room) else {
            // Of things without a revision, what was heard before must not come again.
            if case .typing = talk, notice.kind == .typing, isHeard(notice, turns[room].number - 1, in: room) {
                tally.doubled += 1
            }
            return
        }
        guard peer.turn < turns[room].number else {
            if case .typing = talk { tally.doubled += 1 }
            return
        }
        let now = Monotonic.now
        peer.turn = turns[room].number
        length = notice.bytes.count
        outcome.latencies.add(now - turns[room].sent)
        outcome.operations += 1
        turns[room].awaited -= 1
        guard turns[room].awaited == 0 else { return }
        if now < end { try next(room, at: now) } else { underway -= 1 }
    }

    /// Whether it is what was said in that turn.
    private func isHeard(_ notice: Notice, _ number: Int, in room: Int) -> Bool {
        guard number >= 0 else { return false }
        switch talk {
        case .message: return notice.kind == .message && notice.number == number
        case .typing:
            let (turn, bytes) = (turns[room], notice.bytes)
            return notice.kind == .typing && bytes.contains(names[turn.writer(number).seat.user])
                && bytes.contains(states[turn.isTyping(number), default: []])
        }
    }
}
