import CaravanProtocol

/// What comes with a trip in a pull, row by row.
protocol PulledEntity: Versioned {
    /// The list of the answer that it stands in.
    static var list: PullList { get }
    /// The trip's rows, deleted ones too, in the order of an index.
    static func rows(of trip: ID<Trip>) -> Query<Self>
    /// Those that are there.
    static var isThere: Filter<Self> { get }
    /// Whether it has come to its end.
    var isGone: Bool { get }
    /// The user whom its view shows.
    var shownUser: ID<User>? { get }
    /// Writes its view, one JSON object.
    func writeView(of user: UserSummary?, to writer: inout JSONWriter)
    /// Goes on with the trip's rows in a pull; whether that was all of them. A requirement, so that it is made for each
    /// type: generic over them all, going through rows would copy each.
    static func readRows(
        _ pull: inout Pull, of trip: ID<Trip>, _ whole: inout PullWhole, _ head: LogHead
    ) throws -> Bool
    /// Whether an entry of the log that shows it no more says so: it was deleted later.
    static func isBlanked(_ snapshot: EncodedJSON) -> Bool
}

extension PulledEntity {
    var shownUser: ID<User>? { nil }
    static func isBlanked(_ snapshot: EncodedJSON) -> Bool { false }

    static func readRows(
        _ pull: inout Pull, of trip: ID<Trip>, _ whole: inout PullWhole, _ head: LogHead
    ) throws -> Bool {
        try pull.readRows(Self.self, of: trip, &whole, head)
    }
}

extension PulledEntity where Self: OutputRecord {
    func writeView(of user: UserSummary?, to writer: inout JSONWriter) { write(to: &writer) }
}

extension Membership: PulledEntity {
    static let list = PullList.members
    static let isThere = Filter<Membership>.isNull(\.deletedAt)
    var isGone: Bool { deletedAt != nil }
    var shownUser: ID<User>? { userID }

    static func rows(of trip: ID<Trip>) -> Query<Membership> {
        Query(.equals(\.tripID, trip)).ordered(by: \.joinedAt, \.id)
    }

    func writeView(of user: UserSummary?, to writer: inout JSONWriter) {
        MembershipView(self, user: user ?? UserSummary()).write(to: &writer)
    }
}

extension Destination: PulledEntity {
    static let list = PullList.destinations
    static let isThere = Filter<Destination>.isNull(\.deletedAt)

    static func rows(of trip: ID<Trip>) -> Query<Destination> {
        Query(.equals(\.tripID, trip)).ordered(by: \.order, \.id)
    }
}

extension Activity: PulledEntity {
    static let list = PullList.activities
    static let isThere = Filter<Activity>.isNull(\.deletedAt)

    static func rows(of trip: ID<Trip>) -> Query<Activity> {
        Query(.equals(\.tripID, trip)).ordered(by: \.destinationID, \.order, \.id)
    }
}

extension Message: PulledEntity {
    static let list = PullList.messages
    static let isThere = Filter<Message>.equals(\.isDeleted, false)
    var shownUser: ID<User>? { sender }

    static func rows(of trip: ID<Trip>) -> Query<Message> {
        Query(.equals(\.tripID, trip)).ordered(by: \.sentRevision)
    }

    func writeView(of user: UserSummary?, to writer: inout JSONWriter) {
        MessageView(self, sender: user ?? UserSummary()).write(to: &writer)
    }

    /// In JSON of ours this stands nowhere but where the member does: in a text the quotes would be escaped.
    private static let mark = Array(#","is_deleted":true"#.utf8)

    static func isBlanked(_ snapshot: EncodedJSON) -> Bool {
        var text = snapshot.text
        return text.withUTF8 { bytes in
            guard bytes.count >= mark.count else { return false }
            return (0...bytes.count - mark.count).contains { start in
                bytes[start] == mark[0] && bytes[start..<start + mark.count].elementsEqual(mark)
            }
        }
    }
}
