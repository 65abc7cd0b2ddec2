/// A fault that the harness makes on purpose between the servers and the network, to show that an invariant can fail.
public enum PlantedBug: String, CaseIterable, Sendable {
    /// A write is answered as done, and is undone.
    case acknowledgedButRolledBack
    /// A push that comes again is done again.
    case receiptForgotten
    /// A push has fewer receipts than changes.
    case receiptMissing
    /// A pull has a trip that its caller was removed from.
    case revokedStillServed
    /// A pull leaves out what its cursor passes.
    case entrySkipped
    /// A pull does not tell what is gone.
    case deleteNotTold
    /// A page never is the last.
    case endlessPull
    /// A checksum is another one.
    case checksumOff
    /// A conflict is kept without what the client wanted.
    case conflictWithoutClientSide
    /// A conflict is not kept at all.
    case conflictForgotten
    /// A change's base is taken for newer than it is.
    case staleBaseTaken
    /// A change is done whoever sent it.
    case rightIgnored
    /// A write changes a field that nobody named.
    case fieldOverwritten
    /// An entity is changed beside its log.
    case changedBesideTheLog
    /// A revision is left out.
    case revisionSkipped
    /// An entry of a log is older than the one before it.
    case timeRunsBack
    /// A device's edits are lost before they are sent.
    case editLost
    /// A call fails for a reason that nobody foresaw.
    case internalFault

    /// The invariant that finds it.
    public var invariant: String {
        switch self {
        case .acknowledgedButRolledBack: AcknowledgedWritesAreKept.name
        case .receiptForgotten: OneReceiptPerChange.name
        case .receiptMissing: AnswersAreWhole.name
        case .revokedStillServed: NobodySeesAfterRevoke.name
        case .entrySkipped, .deleteNotTold: ReplicasConverge.name
        case .endlessPull: "EverythingSettles"
        case .checksumOff: ChecksumsAreTrue.name
        case .conflictWithoutClientSide, .conflictForgotten: ConflictsKeepBothSides.name
        case .staleBaseTaken: ConflictsAreNoticed.name
        case .rightIgnored: RightsHold.name
        case .fieldOverwritten: NothingIsOverwrittenUnasked.name
        case .changedBesideTheLog: StateIsTheLog.name
        case .revisionSkipped, .timeRunsBack: LogsAreInOrder.name
        case .editLost: UnsentWorkIsKept.name
        case .internalFault: NoInternalFaults.name
        }
    }

    /// Whether it is a fault of sync, and not already of the plain calls.
    public var needsSync: Bool {
        switch self {
        case .acknowledgedButRolledBack, .fieldOverwritten, .changedBesideTheLog, .revisionSkipped, .timeRunsBack,
            .internalFault:
            false
        default: true
        }
    }
}
