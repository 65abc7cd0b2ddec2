public import CaravanProtocol

extension LiveReplica {
    /// Calls an operation that needs the server: invitations, members, users. A refused access token is renewed once.
    ///
    /// - Parameter path: below `/api/v1`, with its query (`/users/search/?q=ann`).
    /// - Throws: ``SyncFailure``, ``StorageError``.
    public func call(_ method: String, _ path: String, _ body: JSONObject? = nil) async throws -> JSONValue {
        guard let session = try replica.session() else { throw TokenKeeper.ended }
        do {
            return try await call(method, path, body, session)
        } catch SyncFailure.refused(let failure) where failure.code == .unauthenticated {
            return try await call(method, path, body, try await tokens.renew(after: session.access))
        }
    }

    private func call(
        _ method: String, _ path: String, _ body: JSONObject?, _ session: StoredSession
    ) async throws -> JSONValue {
        try await http.answer(HTTPCall(method, path, of: session.server, token: session.access, body: body))
    }
}
