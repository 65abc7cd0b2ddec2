import CaravanProtocol

/// An input that asks for a page of a list.
public protocol PageInput: InputRecord {
    var limit: Int { get }
    var cursor: String? { get }
}

extension PageInput {
    public static var needsBody: Bool { false }

    /// The fields that every list takes.
    static func pageFields(_ limit: WritableKeyPath<Self, Int>, _ cursor: WritableKeyPath<Self, String?>) -> [Field<
        Self
    >] {
        [.optional("limit", limit, .range(1...200)), .optional("cursor", cursor)]
    }
}
