import CaravanProtocol

/// What is synced.
enum EntityKind: String, CaseIterable, Comparable {
    case trip, destination, activity, message

    /// What the lists of a pull are called.
    var plural: String {
        switch self {
        case .activity: "activities"
        default: rawValue + "s"
        }
    }

    /// The fields in which a replica and the server must agree: what is the same for everybody.
    var content: [String] {
        switch self {
        case .trip:
            [
                "title", "description", "start_date", "end_date", "status", "visibility", "time_zone", "currency",
                "creator", "updated_at", "revision",
            ]
        case .destination:
            [
                "trip_id", "name", "description", "location", "order", "arrival_date", "departure_date", "updated_at",
                "revision",
            ]
        case .activity:
            [
                "trip_id", "destination_id", "title", "description", "activity_type", "start_time", "end_time", "cost",
                "currency", "order", "completed_at", "updated_at", "revision",
            ]
        case .message: ["trip_id", "content", "message_type", "is_edited", "reply_to", "updated_at", "revision"]
        }
    }

    /// The fields that the server may change where nobody named them.
    static let serversOwn: Set<String> = [
        "order", "updated_at", "revision", "member_count", "completed_at", "completed_by", "is_edited", "is_deleted",
        "sender",
    ]

    /// The field that says what it is.
    var name: String {
        switch self {
        case .trip, .activity: "title"
        case .destination: "name"
        case .message: "content"
        }
    }

    static func < (left: EntityKind, right: EntityKind) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension JSONValue {
    /// The id that a text is.
    var id: UUIDBits? { string.flatMap { UUIDBits(parsing: $0) } }
    var int: Int64? { if case .number(let number) = self { number.int64 } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }
    var isNull: Bool { self == .null }

    /// As JSON, for people.
    var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    init(_ id: UUIDBits) { self = .string(id.description) }
    init(_ at: Instant) { self = .string(at.description) }
}
