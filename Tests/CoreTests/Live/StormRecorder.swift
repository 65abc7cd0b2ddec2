import CaravanInProcess
import CaravanProtocol
import Synchronization

/// Counts what comes to a peer, and what should not have come: read from the bytes, since parsing costs more than sending.
final class StormRecorder: Sendable {
    struct Counts {
        var durable = 0
        var ephemeral = 0
        var late: [String] = []
        /// Above this revision nothing may come; `nil` while its user is a member.
        var revisionMax: Int64?
        var answers: [[UInt8]] = []
    }

    private let state = Mutex(Counts())

    var counts: Counts { state.withLock { $0 } }

    func note(_ message: PeerMessage) {
        state.withLock { state in
            switch message.kind {
            case .answer: state.answers.append(message.bytes)
            case .ephemeral:
                state.ephemeral += 1
                if state.revisionMax != nil { state.late.append(String(decoding: message.bytes, as: UTF8.self)) }
            case .durable, .missed:
                state.durable += 1
                if state.revisionMax != nil { state.late.append(String(decoding: message.bytes, as: UTF8.self)) }
            }
        }
    }

    /// The call that removed its user has returned: nothing more may come.
    func close() { state.withLock { $0.revisionMax = 0 } }
    /// He is a member again.
    func open() { state.withLock { $0.revisionMax = nil } }
}
