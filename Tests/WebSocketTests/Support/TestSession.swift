import CaravanProtocol
import Synchronization

/// A dialect for tests: what a message says is done.
///
/// `echo …` answers it; `slow …` after 100 ms; `flood N size kind` sends so many messages of that size, `mixed` of all
/// kinds in turn, `halves` answers and then durable ones; `end 4003` ends the peer; `room` answers once there is room; anything else is only counted.
final class TestSession: PeerSession {
    private struct State {
        var received: [String] = []
        var endedCount = 0
        var isBound = true
        var hasBegun = false
    }

    let visit: PeerVisit
    let peer: any Peer
    private let state: Mutex<State>

    init(_ visit: PeerVisit, _ peer: any Peer, isBound: Bool) {
        self.visit = visit
        self.peer = peer
        state = Mutex(State(isBound: isBound))
    }

    var isBound: Bool { state.withLock { $0.isBound } }
    var received: [String] { state.withLock { $0.received } }
    var endedCount: Int { state.withLock { $0.endedCount } }
    var hasBegun: Bool { state.withLock { $0.hasBegun } }

    func bind() { state.withLock { $0.isBound = true } }

    func begin() async {
        try? await Task.sleep(for: .milliseconds(20))
        state.withLock { $0.hasBegun = true }
    }

    func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool {
        let text = String(decoding: message, as: UTF8.self)
        guard !text.hasPrefix("slow"), !text.hasPrefix("room"), !text.hasPrefix("pages") else { return false }
        note(text)
        let words = text.split(separator: " ").map(String.init)
        switch words.first {
        case "echo": answer(text, isBinary)
        case "flood": flood(count: Int(words[1]) ?? 0, size: Int(words[2]) ?? 0, kind: words[3])
        case "end": end(words[1])
        default: break
        }
        return true
    }

    func receive(_ message: [UInt8], isBinary: Bool) async {
        let text = String(decoding: message, as: UTF8.self)
        note(text)
        if text.hasPrefix("slow") { try? await Task.sleep(for: .milliseconds(100)) }
        if text.hasPrefix("room") { await peer.roomForMore() }
        if text.hasPrefix("pages") { await sendPages(Int(text.split(separator: " ")[1]) ?? 0) }
        answer(text, isBinary)
    }

    func ended() { state.withLock { $0.endedCount += 1 } }

    /// Sends pages of what was missed, of 64 KiB each, as fast as they are taken.
    private func sendPages(_ count: Int) async {
        for page in 0..<count {
            for part in 0..<8 {
                let bytes =
                    Array("missed \(page * 8 + part) ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 8192)
                peer.lane.send(PeerMessage(.missed, bytes), to: peer)
            }
            note("page")
            await peer.roomForMore()
        }
    }

    private func note(_ text: String) { state.withLock { $0.received.append(text) } }

    private func answer(_ text: String, _ isBinary: Bool) {
        peer.lane.send(PeerMessage(.answer, Array(text.utf8), isBinary: isBinary), to: peer)
    }

    private func flood(count: Int, size: Int, kind name: String) {
        let kinds: [PeerMessage.Kind] =
            switch name {
            case "durable": [.durable]
            case "ephemeral": [.ephemeral]
            case "answer": [.answer]
            default: [.durable, .ephemeral]
            }
        for number in 0..<count {
            let half: PeerMessage.Kind = number < count / 2 ? .answer : .durable
            let kind = name == "halves" ? half : kinds[number % kinds.count]
            var bytes = Array("\(kind) \(number) ".utf8)
            bytes += [UInt8](repeating: UInt8(ascii: "x"), count: max(0, size - bytes.count))
            peer.lane.send(PeerMessage(kind, bytes), to: peer)
        }
    }

    private func end(_ code: String) {
        switch code {
        case "4001": peer.lane.end(peer, .unauthenticated)
        case "4003": peer.lane.end(peer, .forbidden)
        default: peer.lane.end(peer, .serviceRestart)
        }
    }
}
