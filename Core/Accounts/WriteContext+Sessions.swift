import CaravanProtocol

extension WriteContext {
    /// Opens a session for the user and answers its first tokens.
    func openSession(for user: User) throws -> Tokens {
        var session = Session()
        session.id = newID()
        session.userID = user.id
        session.createdAt = now
        try table.insert(session)
        return try tokens(of: session, user, refresh: services.random.bytes(32))
    }

    /// An access token of the session, and a refresh token that is stored by its fingerprint.
    func tokens(of session: Session, _ user: User, refresh: [UInt8]) throws -> Tokens {
        var token = RefreshToken()
        token.fingerprint = Bytes(services.signer.fingerprint(refresh))
        token.sessionID = session.id
        token.createdAt = now
        token.expiresAt = now.adding(seconds: Bounds.refreshTokenSeconds)
        try table.insert(token)
        return try answer(of: session, user, refresh: refresh)
    }

    /// As ``tokens(of:_:refresh:)`` for a refresh token that is stored already.
    func answer(of session: Session, _ user: User, refresh: [UInt8]) throws -> Tokens {
        let issued = Instant(microseconds: now.microseconds - now.microseconds % 1_000_000)
        let id: ID<Session> = newID()
        let claims = AccessClaims(
            user: user.id.bits, session: session.id.bits, id: id.bits, issuedAt: issued,
            expiresAt: issued.adding(seconds: Bounds.accessTokenSeconds))
        return Tokens(
            user: Account(user, try profile(of: user.id)), access: try services.signer.sign(claims),
            refresh: Base64URL.encode(refresh), session: session.id)
    }

    /// Ends a session: its tokens are refused from this commit on.
    func end(_ session: Session) throws {
        guard session.endedAt == nil else { return }
        var ended = session
        ended.endedAt = now
        try table.update(ended, Session.fields.mask(\.endedAt))
        publication.endedSessions.append(session.id)
    }

    /// Ends the tokens that were mailed to the user: whoever has set a new password wants no other one set by them.
    func endResets(of user: ID<User>) throws {
        for reset in try store.select(Query(.equals(\PasswordReset.userID, user), .isNull(\.usedAt))) {
            var ended = reset
            ended.usedAt = now
            try table.update(ended, PasswordReset.fields.mask(\.usedAt))
        }
    }

    /// Ends the user's sessions, but for one.
    func endSessions(of user: ID<User>, except kept: ID<Session>? = nil) throws {
        for session in try store.select(Query(.equals(\Session.userID, user), .isNull(\.endedAt)))
        where session.id != kept {
            try end(session)
        }
    }
}
