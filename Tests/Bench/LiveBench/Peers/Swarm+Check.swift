import BenchSupport

extension Swarm {
    /// What every peer of every room has got, by its revisions. Throws where it is not the log.
    ///
    /// - Parameters:
    ///   - tally: what else went wrong.
    ///   - cut: by number, peers that may have been cut off: what they got must be whole to its end only.
    @discardableResult
    func check(
        _ what: String, also tally: Tally = Tally(), cut: Set<Int> = [], isQuiet: Bool = false
    ) throws -> Tally {
        var (tally, heads) = (tally, [Int: Int]())
        for peer in peers { heads[peer.seat.room] = max(heads[peer.seat.room] ?? 0, peer.order.last ?? 0) }
        for (number, peer) in peers.enumerated() {
            let isCut = cut.contains(number)
            tally += peer.order.tally(head: isCut ? nil : heads[peer.seat.room])
            guard isCut || peer.state == .subscribed else {
                throw BenchError("\(what): a socket was closed with \(peer.closeCode ?? 0)")
            }
        }
        Ledger.add(sockets: peers.count, deliveries: takeHeard(), tally)
        guard tally.isClean else { throw BenchError("\(what): DELIVERIES ARE WRONG: \(tally)") }
        if !isQuiet { Progress.say("\(what): \(peers.count) sockets, \(tally)") }
        return tally
    }
}
