import CaravanProtocol

/// Opens sessions at a server. A session then belongs to a database of its account.
public struct Authentication: Sendable {
    private let server: String
    private let http: any HTTPPort

    /// - Parameter server: its address without a path (`https://caravan.example.org`).
    public init(server: String, http: any HTTPPort) {
        self.server = server
        self.http = http
    }

    /// Makes an account. Throws ``SyncFailure``.
    public func register(email: String, username: String, password: String) async throws(SyncFailure) -> StoredSession {
        try await open(
            "/auth/register/",
            ["email": .string(email), "username": .string(username), "password": .string(password)])
    }

    /// Opens a session of an account.
    ///
    /// - Parameter name: the username, or the e-mail address.
    /// - Throws: ``SyncFailure``.
    public func login(_ name: String, password: String) async throws(SyncFailure) -> StoredSession {
        try await open(
            "/auth/login/",
            [name.contains("@") ? "email" : "username": .string(name), "password": .string(password)])
    }

    private func open(_ path: String, _ body: JSONObject) async throws(SyncFailure) -> StoredSession {
        try await Self.session(from: http.answer(HTTPCall("POST", path, of: server, token: nil, body: body)), server)
    }

    /// The session that an answer of `auth` opens or goes on with.
    static func session(from answer: JSONValue, _ server: String) throws(SyncFailure) -> StoredSession {
        guard let access = answer["access"]?.string, let refresh = answer["refresh"]?.string,
            let user = answer["user"], let id = user["id"]?.id, let username = user["username"]?.string
        else { throw .network("The server's answer has no session.") }
        var session = StoredSession()
        session.server = server
        session.userID = id
        session.username = username
        session.access = access
        session.refresh = refresh
        return session
    }
}

extension HTTPPort {
    /// Makes a call of an operation.
    func answer(_ call: HTTPCall) async throws(SyncFailure) -> JSONValue {
        let reply: HTTPReply
        do {
            reply = try await send(call)
        } catch {
            throw .network("The server cannot be reached.")
        }
        return try reply.result()
    }
}
