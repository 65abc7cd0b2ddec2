import CaravanProtocol

/// An operation of the control application.
protocol ControlOperation: Sendable {
    var descriptor: OperationDescriptor { get }
    func perform(_ call: Call, _ state: ControlState) throws -> Reply
}

extension Reply {
    /// A reply with this value as its content.
    static func json(_ value: JSONValue, next: String? = nil, binding: Credential? = nil) -> Reply {
        var writer = JSONWriter()
        writer.value(value)
        return Reply(.json(writer.bytes), next: next, binding: binding)
    }
}

extension JSONValue {
    /// A whole number.
    static func int(_ value: Int64) -> JSONValue { .number(JSONNumber(value)) }
}

/// A context without zones: control operations have no fields that need them.
struct NoZones: ZoneDatabase {
    func isKnown(_ name: String) -> Bool { name == "UTC" }
    func instant(of local: LocalDateTime, in zone: String) -> Instant? { nil }
    func localDate(at instant: Instant, in zone: String) -> LocalDate? { nil }
    func secondsFromUTC(at instant: Instant, in zone: String) -> Int? { nil }
}

let controlContext = DecodingContext(zones: NoZones())
