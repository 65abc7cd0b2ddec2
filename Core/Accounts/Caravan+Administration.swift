public import CaravanProtocol

/// What the operator of the database does with accounts, without being a caller.
extension Caravan {
    /// Makes an account. Throws ``Failure`` as `auth.register` does.
    public func createUser(email: String, username: String, password: String) throws -> User {
        guard let address = EmailAddress(email) else {
            throw Failure.invalid("email", .format, "\(email) is no e-mail address.")
        }
        guard let name = Username(username) else {
            throw Failure.invalid(
                "username", .format, "A username has 3 to 64 letters, digits, dots, underscores or hyphens.")
        }
        guard Password.length.contains(password.unicodeScalars.count) else {
            throw Failure.invalid("password", .length, "A password has 8 to 256 characters.")
        }
        let new = NewUser(email: address, username: name, passwordHash: try services.hasher.hash(password))
        return try administer { try $0.create(new) }
    }

    /// Every account, the oldest first.
    public func users() throws -> [User] {
        try storage.readNow { try $0.select(Query<User>().ordered(by: \.id)) }
    }

    /// Disables an account and ends its sessions.
    public func disableUser(email: String) throws -> User {
        try administer { context in
            guard var user = try context.store.user(email: email, username: nil) else {
                throw Failure(.notFound, "There is no account with the address \(email).")
            }
            user.isActive = false
            try context.table.update(user, User.fields.mask(\.isActive))
            try context.endSessions(of: user.id)
            return user
        }
    }

    /// The account of that address, for `--as`; made if it is missing, with a hash that no password has: a login to it takes
    /// as long as any other.
    public func operatorsUser(_ email: String) throws -> ID<User> {
        guard let address = EmailAddress(email) else {
            throw Failure.invalid("as", .format, "\(email) is no e-mail address.")
        }
        return try administer { context in
            if let user = try context.store.user(email: email, username: nil) {
                guard user.isActive else { throw Failure(.forbidden, "The account \(email) is disabled.") }
                return user.id
            }
            let name = try context.freeUsername(like: email)
            return try context.create(NewUser(email: address, username: name, passwordHash: services.hasher.decoy)).id
        }
    }

    private func administer<R>(_ body: (WriteContext) throws -> R) throws -> R {
        try storage.writeNow(
            { tx in
                let context = WriteContext(
                    tx, now: services.clock.now(), settings: settings, services: services, live: live)
                let result = try body(context)
                try context.finish()
                return (result, context.publication)
            },
            committed: {
                live.publish($0.1, asker: nil, outcome: PublicationOutcome(), now: services.clock.now())
            }
        ).0
    }
}

extension WriteContext {
    /// A free username made of an address's local part.
    fileprivate func freeUsername(like email: String) throws -> Username {
        let local = email.prefix { $0 != "@" }.filter { Username("xx\($0)") != nil }.prefix(50)
        for number in 1... {
            let text = (local.count < 3 ? "user" + local : String(local)) + (number == 1 ? "" : "\(number)")
            guard let name = Username(text) else { continue }
            if try store.user(email: nil, username: text) == nil { return name }
        }
        throw Failure(.conflict)
    }
}
