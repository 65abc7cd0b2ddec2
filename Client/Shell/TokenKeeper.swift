import CaravanProtocol
import Synchronization

/// Renews the access token, for all who need it at once: a refresh token is good for one call.
final class TokenKeeper: Sendable {
    private let replica: Replica
    private let http: any HTTPPort
    private let clock: any Clock
    /// Those who wait for the refresh that is under way; `nil` when none is.
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]?>(nil)

    init(_ replica: Replica, _ http: any HTTPPort, _ clock: any Clock) {
        self.replica = replica
        self.http = http
        self.clock = clock
    }

    /// Brings a token that is another one than the refused, and gives the session with it.
    ///
    /// Throws ``SyncFailure``: `unauthenticated` when the session has ended, and only a login helps.
    func renew(after refused: String) async throws -> StoredSession {
        while true {
            guard let session = try replica.session() else { throw Self.ended }
            guard session.access == refused else {
                replica.tokenRenewed()
                return session
            }
            if waiting.withLock({ Self.begin(&$0) }) {
                defer { finish() }
                return try await refresh(session)
            }
            await withCheckedContinuation { continuation in
                let isOver = waiting.withLock { waiting in
                    waiting?.append(continuation)
                    return waiting == nil
                }
                if isOver { continuation.resume() }
            }
            try Task.checkCancellation()
        }
    }

    private static func begin(_ waiting: inout [CheckedContinuation<Void, Never>]?) -> Bool {
        guard waiting == nil else { return false }
        waiting = []
        return true
    }

    private func finish() {
        let waiting = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting ?? []
        }
        for continuation in waiting { continuation.resume() }
    }

    private func refresh(_ session: StoredSession) async throws -> StoredSession {
        let call = HTTPCall(
            "POST", "/auth/refresh/", of: session.server, token: nil, body: ["refresh": .string(session.refresh)])
        do {
            let fresh = try Authentication.session(from: try await http.answer(call), session.server)
            try replica.keep(fresh, now: clock.now())
            return fresh
        } catch SyncFailure.refused(let failure) where failure.code == .unauthenticated {
            // Its tokens are good for nothing any more; what is queued stays for the next login.
            try replica.endSession(now: clock.now())
            throw Self.ended
        }
    }

    static var ended: SyncFailure { .refused(Failure(.unauthenticated, "The session has ended: log in again.")) }
}
