import CaravanProtocol

/// What comes with a trip in a pull, row by row, written from where it lies.
protocol PulledEntity: Versioned {
    /// The list of the answer that it stands in.
    static var list: PullList { get }
    /// The trip's rows, deleted ones too, in the order of an index.
    static func rows(of trip: ID<Trip>) -> Query<Self>
    /// Those that are there.
    static var isThere: Filter<Self> { get }
    /// Whether the row's entity has come to its end.
    static func isGone(_ row: any StoredRow) throws -> Bool
    /// The user whom its view shows.
    static func shownUser(of row: any StoredRow) throws -> ID<User>?
    /// Writes its view, one JSON object. `user` is the JSON of the user whom it shows.
    static func writeView(of row: any StoredRow, user: EncodedJSON, to writer: inout JSONWriter) throws
    /// Goes on with the trip's rows in a pull; whether that was all of them. A requirement, so that it is made for each
    /// type: generic over them all, going through rows would ask for the type at each.
    static func readRows(
        _ pull: inout Pull, of trip: ID<Trip>, _ whole: inout PullWhole, _ head: LogHead
    ) throws -> Bool
    /// Whether an entry of the log that shows it no more says so: it was deleted later.
    static func isBlanked(_ snapshot: EncodedJSON) -> Bool
}

extension PulledEntity {
    static func shownUser(of row: any StoredRow) -> ID<User>? { nil }
    static func isBlanked(_ snapshot: EncodedJSON) -> Bool { false }

    static func readRows(
        _ pull: inout Pull, of trip: ID<Trip>, _ whole: inout PullWhole, _ head: LogHead
    ) throws -> Bool {
        try pull.readRows(Self.self, of: trip, &whole, head)
    }
}

extension PulledEntity where Self: OutputRecord {
    static func writeView(of row: any StoredRow, user: EncodedJSON, to writer: inout JSONWriter) throws {
        writer.beginObject()
        try fields.writeMembers(of: row, to: &writer)
        writer.endObject()
    }
}

extension Membership: PulledEntity {
    static let list = PullList.members
    static let isThere = Filter<Membership>.isNull(\.deletedAt)
    private static let deletedAt = fields.place(of: \.deletedAt)
    private static let userID = fields.place(of: \.userID)

    static func isGone(_ row: any StoredRow) throws -> Bool { try !row.isNull(deletedAt, .instant) }
    static func shownUser(of row: any StoredRow) throws -> ID<User>? { try row.id(userID).map { ID($0) } }

    static func rows(of trip: ID<Trip>) -> Query<Membership> {
        Query(.equals(\.tripID, trip)).ordered(by: \.joinedAt, \.id)
    }

    static func writeView(of row: any StoredRow, user: EncodedJSON, to writer: inout JSONWriter) throws {
        try MembershipView.write(row, user: user, to: &writer)
    }
}

extension Destination: PulledEntity {
    static let list = PullList.destinations
    static let isThere = Filter<Destination>.isNull(\.deletedAt)
    private static let deletedAt = fields.place(of: \.deletedAt)

    static func isGone(_ row: any StoredRow) throws -> Bool { try !row.isNull(deletedAt, .instant) }

    static func rows(of trip: ID<Trip>) -> Query<Destination> {
        Query(.equals(\.tripID, trip)).ordered(by: \.order, \.id)
    }
}

extension Activity: PulledEntity {
    static let list = PullList.activities
    static let isThere = Filter<Activity>.isNull(\.deletedAt)
    private static let deletedAt = fields.place(of: \.deletedAt)

    static func isGone(_ row: any StoredRow) throws -> Bool { try !row.isNull(deletedAt, .instant) }

    static func rows(of trip: ID<Trip>) -> Query<Activity> {
        Query(.equals(\.tripID, trip)).ordered(by: \.destinationID, \.order, \.id)
    }
}

extension Message: PulledEntity {
    static let list = PullList.messages
    static let isThere = Filter<Message>.equals(\.isDeleted, false)
    private static let isDeleted = fields.place(of: \.isDeleted)
    private static let sender = fields.place(of: \.sender)

    static func isGone(_ row: any StoredRow) throws -> Bool { try row.integer(isDeleted) != 0 }
    static func shownUser(of row: any StoredRow) throws -> ID<User>? { try row.id(sender).map { ID($0) } }

    static func rows(of trip: ID<Trip>) -> Query<Message> {
        Query(.equals(\.tripID, trip)).ordered(by: \.sentRevision)
    }

    static func writeView(of row: any StoredRow, user: EncodedJSON, to writer: inout JSONWriter) throws {
        try MessageView.write(row, sender: user, to: &writer)
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
