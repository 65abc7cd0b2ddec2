import CaravanProtocol

/// Something that must hold whatever happens. What it remembers goes when a backup is restored, for then the database is
/// another one.
protocol Invariant {
    static var name: String { get }
    init()
    /// Looks at a call that was performed. The ledger does not know of it yet.
    mutating func see(_ performed: Performed, _ ledger: Ledger) throws
    /// Looks at what the logs have that they had not when they were read before.
    mutating func read(_ book: LogBook, _ ledger: Ledger) throws
    /// Looks at everything, when everybody has synced.
    func rest(_ rest: Rest) throws
}

extension Invariant {
    func see(_ performed: Performed, _ ledger: Ledger) throws {}
    func read(_ book: LogBook, _ ledger: Ledger) throws {}
    func rest(_ rest: Rest) throws {}

    func fail(_ detail: String) -> Violation { Violation(Self.name, detail) }
}

enum Invariants {
    static func all() -> [any Invariant] {
        [
            NoInternalFaults(), AnswersAreWhole(), OneReceiptPerChange(), AcknowledgedWritesAreKept(),
            NobodySeesAfterRevoke(), RightsHold(), ConflictsKeepBothSides(), ConflictsAreNoticed(), LogsAreInOrder(),
            NothingIsOverwrittenUnasked(), StateIsTheLog(), ReplicasConverge(), ChecksumsAreTrue(), UnsentWorkIsKept(),
        ]
    }
}
