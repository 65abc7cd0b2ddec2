public import CaravanProtocol

/// Where a destination lies: `lat` in [-90, 90], `lng` in [-180, 180] (WGS 84), `address`, and any further members, kept
/// as they came; at most 16 KiB as JSON.
public struct Location: Sendable, Hashable {
    public let object: JSONObject
    private let encoded: String

    private init(_ object: JSONObject) {
        self.object = object
        var writer = JSONWriter()
        writer.value(.object(object))
        encoded = String(decoding: writer.bytes, as: UTF8.self)
    }

    public static func == (one: Location, other: Location) -> Bool { one.object == other.object }

    public func hash(into hasher: inout Hasher) { hasher.combine(object.count) }
}

extension Location: KeptAsJSON {
    public static var jsonSchema: JSONValue {
        [
            "type": "object", "additionalProperties": true,
            "properties": [
                "lat": ["type": "number", "minimum": -90, "maximum": 90],
                "lng": ["type": "number", "minimum": -180, "maximum": 180],
                "address": ["type": "string", "maxLength": 1000],
            ],
        ]
    }

    public var stored: StoredValue { .text(encoded) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, case .object(let object)? = try? JSONReader.parse(Array(text.utf8)) else {
            return nil
        }
        self.init(object)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Location {
        guard case .json(.object(let object)) = input else { throw .type("an object") }
        let faults = [
            coordinate("lat", of: object, limit: 90), coordinate("lng", of: object, limit: 180), address(of: object),
        ]
        .compactMap(\.self)
        guard faults.isEmpty else { throw FieldFaults(faults) }
        let location = Location(object)
        guard location.encoded.utf8.count <= 16_384 else {
            throw FieldFaults(.length, "This may have at most 16 KiB as JSON.")
        }
        guard !containsNUL(.object(object)) else {
            throw FieldFaults(.format, "This may not contain the character NUL.")
        }
        return location
    }

    private static func containsNUL(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: containsNUL)
        case .object(let object): object.contains { $0.name.utf8.contains(0) || containsNUL($0.value) }
        case .null, .bool, .number: false
        }
    }

    private static func coordinate(_ name: String, of object: JSONObject, limit: Double) -> FieldFaults.Fault? {
        switch object[name] {
        case nil: return nil
        case .number(let number)?:
            guard let value = number.double, abs(value) <= limit else {
                return .init(part: name, code: .range, detail: "This must be from -\(Int(limit)) to \(Int(limit)).")
            }
            return nil
        default: return .init(part: name, code: .type, detail: "This must be a number.")
        }
    }

    private static func address(of object: JSONObject) -> FieldFaults.Fault? {
        switch object["address"] {
        case nil: return nil
        case .string(let text)?:
            guard text.unicodeScalars.count <= 1000 else {
                return .init(part: "address", code: .length, detail: "This may have at most 1000 characters.")
            }
            return nil
        default: return .init(part: "address", code: .type, detail: "This must be text.")
        }
    }

    public func write(to writer: inout JSONWriter) { writer.raw(encoded.utf8) }
}
