import CaravanProtocol

/// What happens in a trip and stands in no log: who is there, who is typing.
struct EphemeralEvent: Sendable {
    enum Kind: Sendable, Equatable {
        case joined
        case left
        case typing(Bool)
    }

    let trip: ID<Trip>
    let kind: Kind
    let user: UserSummary
    let at: Instant

    /// As events are written (WIRE.md section 4), without what only an entry of a log has.
    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.name("scope")
        writer.string(Scope.trip(trip).description)
        writer.name("type")
        writer.string(kind.type)
        writer.name("actor")
        user.write(to: &writer)
        writer.name("at")
        at.write(to: &writer)
        writer.name("data")
        writer.beginObject()
        writeData(to: &writer)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    /// Who, and whether he is typing.
    func writeData(to writer: inout JSONWriter) {
        writer.name("user_id")
        user.id.write(to: &writer)
        writer.name("username")
        writer.string(user.username)
        if case .typing(let isTyping) = kind {
            writer.name("is_typing")
            writer.bool(isTyping)
        }
    }
}

extension EphemeralEvent.Kind {
    var isTyping: Bool {
        if case .typing = self { return true }
        return false
    }

    /// One of each.
    static let all: [EphemeralEvent.Kind] = [.joined, .left, .typing(true)]

    /// The event's type.
    var type: String {
        switch self {
        case .joined: "presence.joined"
        case .left: "presence.left"
        case .typing: "typing"
        }
    }
}
