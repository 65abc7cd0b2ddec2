/// An instant as a client may give it: with an offset, or local to a zone that only other rows tell (WIRE.md section 1).
///
/// What is stored and shown is always resolved. A local one holds its wall clock time as if it were UTC.
public struct Moment: Sendable, Hashable, Comparable {
    public let instant: Instant
    /// The wall clock time that waits for its zone.
    public let local: LocalDateTime?

    public init(_ instant: Instant) {
        self.instant = instant
        self.local = nil
    }

    /// A wall clock time whose zone is not known yet.
    public init(local: LocalDateTime) {
        self.local = local
        self.instant = Instant(microseconds: Int64(local.date.days) * 86_400_000_000 + local.microsecondsOfDay)
    }

    /// The instant that a wall clock time means in the zone; itself if it has an offset already.
    public func resolved(in zone: String, _ zones: any ZoneDatabase) -> Moment {
        guard let local, let instant = zones.instant(of: local, in: zone) else { return Moment(instant) }
        return Moment(instant)
    }

    public static func < (one: Moment, other: Moment) -> Bool { one.instant < other.instant }
}

extension Moment: FieldValue {
    public static var column: ColumnType { .instant }
    public static var jsonSchema: JSONValue { Instant.jsonSchema }

    public static var inputSchema: JSONValue {
        [
            "description": "An RFC 3339 instant; without its offset it is local to the zone that applies.",
            "anyOf": [Instant.jsonSchema, LocalDateTime.jsonSchema],
        ]
    }

    @inlinable public var stored: StoredValue { instant.stored }

    @inlinable
    public init?(stored: StoredValue) {
        guard let instant = Instant(stored: stored) else { return nil }
        self.init(instant)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Moment {
        guard let text = input.text else { throw .type("an instant as text") }
        if let instant = Instant(parsing: text) { return Moment(instant) }
        guard let local = LocalDateTime(parsing: text) else {
            throw FieldFaults(.format, "This is no RFC 3339 instant, nor one without its offset.")
        }
        return Moment(local: local)
    }

    /// One that waits for its zone is written without offset, so that it is told from an instant.
    public func write(to writer: inout JSONWriter) {
        if let local { writer.string(local.description) } else { instant.write(to: &writer) }
    }
}

extension LocalDateTime {
    /// What is read; the format is none of JSON Schema's own, so the pattern says what it means. Neither knows which days
    /// a month has.
    static let jsonSchema: JSONValue = [
        "type": "string", "format": "local-date-time",
        "pattern": .string(
            #"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"#
                + #"[Tt]([01][0-9]|2[0-3]):([0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?|(14|29|44|59):60(\.[0-9]+)?)$"#),
    ]
}
