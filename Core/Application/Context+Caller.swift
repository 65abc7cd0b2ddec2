import CaravanProtocol

extension Context {
    /// Whom the credential speaks for, as of this transaction. A session that has ended, or whose user is disabled, is
    /// nobody's; so is one that is not the user's of whom its token tells.
    func caller(for identity: Credential, subject: UUIDBits? = nil) throws -> Caller? {
        switch identity {
        case .none, .bearer: return nil
        case .session(let bits):
            guard let session = try store.find(ID<Session>(bits)), session.endedAt == nil,
                subject.map({ $0 == session.userID.bits }) ?? true, let user = try store.find(session.userID),
                user.isActive
            else { return nil }
            return Caller(user: user, session: session.id)
        case .user(let bits):
            guard let user = try store.find(ID<User>(bits)), user.isActive else { return nil }
            return Caller(user: user, session: nil)
        }
    }
}
