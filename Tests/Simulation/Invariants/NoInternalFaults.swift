import CaravanProtocol

/// No call fails for a reason that nobody foresaw.
struct NoInternalFaults: Invariant {
    static let name = "NoInternalFaults"

    func see(_ performed: Performed, _ ledger: Ledger) throws {
        if performed.answer.failure?.code == .internal {
            let cause = performed.answer.failure?.cause.map { "\($0)" } ?? "no cause"
            throw fail("\(performed.envelope.operation) of request \(performed.envelope.number): \(cause)")
        }
        let codes = performed.receipts.compactMap { $0.receipt["code"]?.string }
        if codes.contains("internal") {
            throw fail("a receipt of request \(performed.envelope.number): \(performed.receipts.map(\.receipt.text))")
        }
    }
}
