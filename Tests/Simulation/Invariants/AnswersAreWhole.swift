import CaravanProtocol

/// A push has one receipt for each change, in order, and its lists tell the same story.
struct AnswersAreWhole: Invariant {
    static let name = "AnswersAreWhole"

    func see(_ performed: Performed, _ ledger: Ledger) throws {
        guard performed.envelope.operation == "sync.push", performed.answer.isSuccess else { return }
        let answer = performed.answer.value
        let changes = performed.envelope.params["changes"]?.array ?? []
        let receipts = answer["receipts"]?.array ?? []
        guard receipts.count == changes.count else {
            throw fail("\(changes.count) changes have \(receipts.count) receipts")
        }
        for (change, receipt) in zip(changes, receipts) {
            for field in ["number", "entity_type", "entity_id"] where receipt[field] != change[field] {
                throw fail("the receipt \(receipt.text) is not of \(change.text)")
            }
            switch receipt["outcome"]?.string {
            case "applied", "merged":
                if receipt["revision"]?.int == nil { throw fail("no revision in \(receipt.text)") }
            case "conflict": if receipt["conflict_id"]?.id == nil { throw fail("no conflict in \(receipt.text)") }
            case "rejected":
                guard receipt["code"]?.string != nil, receipt["detail"]?.string != nil,
                    receipt["retryable"]?.bool != nil
                else { throw fail("no reason in \(receipt.text)") }
            case "superseded": break
            default: throw fail("no outcome in \(receipt.text)")
            }
        }
        try compare(answer["applied"], receipts) { ["applied", "merged"].contains($0) }
        try compare(answer["errors"], receipts) { $0 == "rejected" }
    }

    private func compare(_ list: JSONValue?, _ receipts: [JSONValue], _ isOfList: (String) -> Bool) throws {
        let told = (list?.array ?? []).map { $0["entity_id"]?.string ?? "" }
        let meant = receipts.filter { isOfList($0["outcome"]?.string ?? "") }.map { $0["entity_id"]?.string ?? "" }
        if told != meant { throw fail("a list tells of \(told), the receipts of \(meant)") }
    }
}
