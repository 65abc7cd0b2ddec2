/// The problem document of a failure (RFC 9457), as every transport sends it.
public struct Problem: Sendable {
    public let failure: Failure
    /// The HTTP status.
    public let status: Int
    /// The id under which the call stands in the log.
    public let requestID: String

    /// - Parameter status: The HTTP status, where it is not the one of the failure's code.
    public init(_ failure: Failure, status: Int? = nil, requestID: String) {
        self.failure = failure
        self.status = status ?? failure.code.facts.status
        self.requestID = requestID
    }

    /// Where the code is described; relative to the server (RFC 9457 section 3.1.1).
    public var type: String { "/problems/" + failure.code.rawValue }

    /// Writes the object: `type, title, status, detail, code, request_id` and, where fields are named, `errors`.
    public func write(to writer: inout JSONWriter) {
        let facts = failure.code.facts
        writer.beginObject()
        writer.name("type")
        writer.string(type)
        writer.name("title")
        writer.string(facts.title)
        writer.name("status")
        writer.int(Int64(status))
        writer.name("detail")
        writer.string(failure.detail)
        writer.name("code")
        writer.string(failure.code.rawValue)
        writer.name("request_id")
        writer.string(requestID)
        if !failure.errors.isEmpty {
            writer.name("errors")
            Self.write(failure.errors, to: &writer)
        }
        writer.endObject()
    }

    /// Writes what is wrong with which field, as a list.
    public static func write(_ problems: [FieldProblem], to writer: inout JSONWriter) {
        writer.beginArray()
        for problem in problems {
            writer.beginObject()
            writer.name("field")
            writer.string(problem.field)
            writer.name("code")
            writer.string(problem.code.rawValue)
            writer.name("detail")
            writer.string(problem.detail)
            writer.endObject()
        }
        writer.endArray()
    }

    /// The document's bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The schema of the document, for the published specifications.
    public static var schema: JSONValue {
        let problem: JSONValue = [
            "title": "problem_field", "type": "object", "required": ["field", "code", "detail"],
            "properties": [
                "field": ["type": "string"],
                "code": ["type": "string", "enum": .array(FieldProblem.Code.allCases.map { .string($0.rawValue) })],
                "detail": ["type": "string"],
            ],
        ]
        return [
            "title": "problem", "type": "object",
            "required": ["type", "title", "status", "detail", "code", "request_id"],
            "properties": [
                "type": ["type": "string", "format": "uri-reference"], "title": ["type": "string"],
                "status": ["type": "integer", "minimum": 400, "maximum": 599],
                "detail": ["type": "string"],
                "code": ["type": "string", "enum": .array(FailureCode.allCases.map { .string($0.rawValue) })],
                "request_id": ["type": "string"],
                "errors": ["type": "array", "items": problem],
            ],
        ]
    }
}
