import CaravanProtocol
import Testing

/// A case of a file of `spec/vectors`, as an argument of a test. The formats are described in the README there.
struct Vector: Sendable, CustomTestStringConvertible {
    /// What stands beside the cases of the file.
    let file: JSONObject
    let content: JSONValue

    var testDescription: String { title }
    var title: String { content["title"]?.string ?? "?" }

    subscript(_ name: String) -> JSONValue? { content[name] }

    /// The cases of a file; none if it cannot be read, which is a test's to report.
    static func all(_ name: String) -> [Vector] {
        guard let file = try? read(name) else { return [] }
        return (file["cases"]?.elements ?? []).map { Vector(file: file, content: $0) }
    }

    static func read(_ name: String) throws -> JSONObject {
        try JSONReader.parse(Array(try SpecFolder.text("vectors/\(name).json").utf8)).object ?? [:]
    }
}

extension JSONValue {
    /// The elements; none if it is no array.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The whole number, if it is one.
    var integer: Int64? { if case .number(let number) = self { number.int64 } else { nil } }

    /// The texts of an array.
    var texts: [String] { elements.compactMap(\.string) }
}

extension JSONObject {
    /// With the members of the other, which go before.
    func merging(_ other: JSONObject?) -> JSONObject {
        var result = self
        for member in other ?? [:] { result[member.name] = member.value }
        return result
    }
}
