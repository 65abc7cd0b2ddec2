import CaravanProtocol

/// A client of the sync protocol on somebody's device. It does nothing by itself: it says what it wants to send, and is told
/// what came of it. One request is under way at a time.
protocol SimulatedDevice: AnyObject {
    var name: String { get }
    /// How it is set up, for the trace.
    var setUp: String { get }
    /// What it has pulled, without what it has not pushed.
    var content: ReplicaContent { get throws }
    /// Whether something that its user did is not done yet.
    var hasUnsentWork: Bool { get throws }
    /// Makes the texts that its user writes.
    var mint: MarkerMint { get }
    /// Told what its user does.
    var journal: EditJournal { get }
    /// What its user wrote and no server has got, as it has it; `nil` for one that gives up what is refused.
    var keptMarkers: Set<MarkerMint.Marker>? { get throws }

    /// The ids of that kind that its user sees.
    func known(_ kind: EntityKind) throws -> [UUIDBits]
    /// Its user does something; false if the device does not take it, and says so.
    func take(_ action: EditAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject, now: Instant) throws -> Bool
    /// Its user looks at the conflicts, and perhaps decides one.
    func lookAtConflicts(_ dice: inout Dice, now: Instant) throws
    /// Its user wants it to be up to date.
    func wantNews()
    /// The next request; `nil` if there is nothing to ask now.
    func nextRequest(now: Instant) throws -> DeviceRequest?
    /// When there is something to ask again; `nil` if nothing is.
    func nextAttempt(now: Instant) throws -> Instant?
    /// An answer came to the last request. Throws a ``Violation`` for one that no client need bear.
    func received(_ answer: Answer, now: Instant) throws
    /// No answer came to the last request.
    func failed(now: Instant) throws
    /// Loses everything but its disk.
    func die() throws
}

/// What a user does with an entity.
enum EditAction: String {
    case create, update, delete
}
