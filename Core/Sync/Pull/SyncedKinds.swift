public import CaravanProtocol

/// Which kinds of entities a pull is about: a list of names in JSON, or in a query's text with commas between them.
public struct SyncedKinds: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ kind: SyncedKind) { self.init(rawValue: 1 << kind.place) }

    static let all = SyncedKinds(SyncedKind.allCases.map { SyncedKinds($0) })

    func contains(_ kind: SyncedKind) -> Bool { contains(SyncedKinds(kind)) }

    private var kinds: [SyncedKind] { SyncedKind.allCases.filter { contains($0) } }
}

extension SyncedKind {
    /// Its place in the list of all: where a cursor has its bit.
    fileprivate var place: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension SyncedKinds: FieldValue {
    public static var column: ColumnType { .integer }
    public static var jsonSchema: JSONValue {
        ["type": "array", "items": SyncedKind.jsonSchema, "minItems": 1]
    }

    /// In a query there are no lists, so that names with commas between them are one too.
    public static var inputSchema: JSONValue {
        let name = "(" + SyncedKind.allCases.map(\.rawValue).joined(separator: "|") + ")"
        return [
            "type": ["array", "string"], "items": SyncedKind.jsonSchema, "minItems": 1,
            "pattern": .string("^\(name)(,\(name))*$"),
        ]
    }

    public var stored: StoredValue { .integer(Int64(rawValue)) }

    public init?(stored: StoredValue) {
        guard case .integer(let bits) = stored, let rawValue = UInt8(exactly: bits) else { return nil }
        self.init(rawValue: rawValue)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> SyncedKinds {
        let names: [InputValue]
        switch input {
        case .json(.array(let elements)): names = elements.map { .json($0) }
        case .text(let text), .json(.string(let text)):
            names = text.split(separator: ",", omittingEmptySubsequences: text.isEmpty).map { .text(String($0)) }
        case .json: throw .type("a list of entity types")
        }
        guard !names.isEmpty else { throw FieldFaults(.length, "This must name at least one entity type.") }
        var kinds: SyncedKinds = []
        for name in names { kinds.insert(SyncedKinds(try SyncedKind.decode(name, context))) }
        return kinds
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for kind in kinds { kind.write(to: &writer) }
        writer.endArray()
    }
}
