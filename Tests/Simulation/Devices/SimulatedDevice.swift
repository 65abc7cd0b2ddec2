import CaravanProtocol

/// A client of the sync protocol on somebody's device. It does nothing by itself: it says what it wants to send, and is told
/// what came of it. One request is under way at a time.
protocol SimulatedDevice: AnyObject {
    var name: String { get }
    /// What it has pulled, without what it has not pushed.
    var replica: Replica { get }
    /// Whether something that its user did is not done yet.
    var hasUnsentWork: Bool { get }

    /// Its user does something, of which this device knows as much as it has pulled and been told.
    func edit(_ dice: inout Dice, now: Instant)
    /// Its user wants it to be up to date.
    func wantNews()
    /// The next request; `nil` if there is nothing to ask.
    func nextRequest(now: Instant) -> DeviceRequest?
    /// An answer came to the last request. Throws a ``Violation`` for one that no client need bear.
    func received(_ answer: Answer, now: Instant) throws
    /// No answer came to the last request.
    func failed()
    /// Loses everything but its disk.
    func die()
}
