/// Carries hints between the servers that share a database.
///
/// A hint says that there is something to look at, or who is where; a lost one costs a moment, never data. Hints of one
/// sender come in the order sent, those of several in any.
public protocol Bus: Sendable {
    /// Whether there may be others.
    var reachesOthers: Bool { get }
    /// Sends a hint to every other server; returns at once.
    func send(_ hint: BusHint)
    /// Has what the others send handed over from now on. Called once.
    func listen(_ body: @escaping @Sendable (BusHint) -> Void)
}

/// A server without others.
public struct NoBus: Bus {
    public init() {}
    public var reachesOthers: Bool { false }
    public func send(_ hint: BusHint) {}
    public func listen(_ body: @escaping @Sendable (BusHint) -> Void) {}
}
