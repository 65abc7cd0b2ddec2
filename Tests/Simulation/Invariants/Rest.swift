import CaravanProtocol

/// Everything, when the network has healed and everybody has synced.
struct Rest {
    let ledger: Ledger
    let book: LogBook
    /// What each account gets by plain reading.
    let served: [ReplicaContent]
    /// The undecided conflicts of each account, as its status has them.
    let conflicts: [[JSONValue]]
    let journal: EditJournal
    let devices: [(person: Int, device: any SimulatedDevice)]
}
