import CaravanProtocol

/// A call that a server has performed, with what it said.
struct Performed {
    let step: Int
    let server: String
    let epoch: String
    let envelope: Envelope
    let answer: Answer
    /// Of a push: each change beside its receipt.
    var receipts: [(change: JSONValue, receipt: JSONValue)] = []
    /// What it was answered to have done for the first time.
    var writes: [KnownWrite] = []
}
