/// A JSON document that is kept as it was encoded: a snapshot in the log.
public struct EncodedJSON: Sendable, Hashable {
    public let text: String

    public init(_ text: String = "null") {
        self.text = text
    }

    /// The document that `body` writes: one JSON value.
    public init(_ body: (inout JSONWriter) throws -> Void) rethrows {
        var writer = JSONWriter()
        try body(&writer)
        self.init(bytes: writer.bytes)
    }

    /// The document that the bytes are. They come from a ``JSONWriter``.
    public init(bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }
}

extension EncodedJSON: KeptAsJSON {
    public static var jsonSchema: JSONValue { [:] }
    public var stored: StoredValue { .text(text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> EncodedJSON {
        throw .type("nothing: the server makes it")
    }

    public func write(to writer: inout JSONWriter) { writer.raw(text.utf8) }
}
