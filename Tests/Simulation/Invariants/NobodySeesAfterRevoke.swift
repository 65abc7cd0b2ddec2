import CaravanProtocol

/// Whoever was removed gets nothing any more of what was written after the answer that said so.
struct NobodySeesAfterRevoke: Invariant {
    static let name = "NobodySeesAfterRevoke"

    func see(_ performed: Performed, _ ledger: Ledger) throws {
        let lost = ledger.lost(by: performed.envelope.person)
        guard !lost.isEmpty else { return }
        for marker in MarkerMint.markers(in: performed.answer.bytes) {
            guard let origin = ledger.origins[marker], let since = lost[origin.trip], origin.step > since else {
                continue
            }
            throw fail(
                "person \(performed.envelope.person + 1) was removed from \(origin.trip) at step \(since), and was told \(marker.text) of step \(origin.step) by \(performed.envelope.operation)"
            )
        }
    }
}
