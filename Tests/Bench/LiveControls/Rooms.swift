import NIOCore
import Synchronization

/// Every room by its number, and a flusher for each event loop.
final class Rooms: Sendable {
    private let flushers: [Flusher]
    private let options: ControlOptions
    private let known = Mutex<[Int: Room]>([:])

    init(_ loops: [any EventLoop], _ options: ControlOptions) {
        flushers = loops.map { Flusher($0) }
        self.options = options
        for flusher in flushers {
            flusher.loop.scheduleRepeatedTask(initialDelay: .seconds(30), delay: .seconds(30)) { [self] _ in
                let rooms = known.withLock { Array($0.values) }
                for room in rooms { room.part(of: flusher.loop)?.ping() }
            }
        }
    }

    /// The room of that number, made when it is first asked for.
    func room(_ number: Int) -> Room {
        known.withLock { known in
            if let room = known[number] { return room }
            let room = Room(flushers, options)
            known[number] = room
            return room
        }
    }
}
