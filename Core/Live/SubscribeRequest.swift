import CaravanProtocol

/// What `events.subscribe` asks for (WIRE.md section 4).
struct SubscribeRequest {
    struct Wish: Sendable {
        let trip: ID<Trip>
        let since: Int64?
        let epoch: String?
    }

    static let listedMax = 100

    /// `nil` for all.
    let wishes: [Wish]?
    let isPresent: Bool

    init(_ input: CallInput) throws(Failure) {
        isPresent = try Self.flag("presence", input)
        wishes = try Self.trips(input) { value, field throws(Failure) in
            Wish(
                trip: try Self.id(value, field), since: try Self.revision(value["since"], field + ".since"),
                epoch: try Self.text(value["epoch"], field + ".epoch"))
        }
        if let wishes, Set(wishes.map(\.trip)).count > Self.listedMax { throw Self.tooMany }
    }

    static var tooMany: Failure {
        .invalid("trips", .range, "A peer subscribes to at most \(listedMax) trips.")
    }

    /// What `events.unsubscribe` names; `nil` for all.
    static func unsubscribed(_ input: CallInput) throws(Failure) -> [ID<Trip>]? {
        try trips(input) { value, field throws(Failure) in try id(value, field) }
    }

    private static func trips<T>(
        _ input: CallInput, _ read: (JSONValue, String) throws(Failure) -> T
    ) throws(Failure) -> [T]? {
        switch input.body?["trips"] {
        case nil: throw .invalid("trips", .required, "This field is required.")
        case .string("all")?: return nil
        case .array(let values)?:
            var read_: [T] = []
            for (place, value) in values.enumerated() { read_.append(try read(value, "trips.\(place)")) }
            return read_
        default: throw .invalid("trips", .type, "This is \"all\" or a list of trips.")
        }
    }

    private static func id(_ value: JSONValue, _ field: String) throws(Failure) -> ID<Trip> {
        guard value.object != nil else { throw .invalid(field, .type, "This is an object with an id.") }
        guard let text = value["id"] else { throw .invalid(field + ".id", .required, "This field is required.") }
        guard let bits = text.string.flatMap({ UUIDBits(parsing: $0) }) else {
            throw .invalid(field + ".id", .format, "This is no UUID.")
        }
        return ID(bits)
    }

    static func revision(_ value: JSONValue?, _ field: String) throws(Failure) -> Int64? {
        guard let value, value != .null else { return nil }
        guard case .number(let number) = value, let revision = number.int64, revision >= 0 else {
            throw .invalid(field, .type, "This is a revision: a whole number from 0.")
        }
        return revision
    }

    static func text(_ value: JSONValue?, _ field: String) throws(Failure) -> String? {
        guard let value, value != .null else { return nil }
        guard let text = value.string else { throw .invalid(field, .type, "This is a text.") }
        return text
    }

    private static func flag(_ name: String, _ input: CallInput) throws(Failure) -> Bool {
        switch input.body?[name] {
        case nil, .null?: return false
        case .bool(let flag)?: return flag
        default: throw .invalid(name, .type, "This is true or false.")
        }
    }
}
