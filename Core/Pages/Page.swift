public import CaravanProtocol

/// A page of a list.
public struct Page<Element: OperationOutput>: OperationOutput {
    public let results: [Element]
    public let next: String?

    public init(_ results: [Element], next: String?) {
        self.results = results
        self.next = next
    }

    public static var schema: JSONValue? {
        [
            "type": "object", "required": ["results", "next"],
            "properties": [
                "results": ["type": "array", "items": Element.schema ?? [:]],
                "next": ["type": ["string", "null"]],
            ],
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("results")
        writer.beginArray()
        for element in results { element.write(to: &writer) }
        writer.endArray()
        writer.name("next")
        next.write(to: &writer)
        writer.endObject()
    }
}
