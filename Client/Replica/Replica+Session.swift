public import CaravanProtocol
import Synchronization

extension Replica {
    /// The session of the account; `nil` before the first login and after the last logout.
    public func session() throws -> StoredSession? { try storage.readNow { try $0.find(ID<StoredSession>.unset) } }

    /// Keeps a session, fresh tokens too. The replica is that account's from then on.
    /// Throws ``ReplicaFault/otherAccount``.
    public func keep(_ session: StoredSession, now: Instant) throws {
        try step(now) { ledger in
            guard ledger.state.userID ?? session.userID == session.userID else { throw ReplicaFault.otherAccount }
            ledger.state.userID = session.userID
            if try ledger.table.find(ID<StoredSession>.unset) == nil {
                try ledger.table.insert(session)
            } else {
                try ledger.table.update(session, StoredSession.everything)
            }
        }
        tokenRenewed()
    }

    /// Forgets the session. All else stays: the same account goes on where it was.
    public func endSession(now: Instant) throws {
        try step(now) { _ = try $0.table.delete(StoredSession.self, key: [.id(.zero)]) }
    }

    /// Whether a call is being made.
    public var isBusy: Bool { flight.withLock { $0.request != nil } }
}
