public import CaravanProtocol

/// Success without content.
public struct NoContent: OperationOutput {
    public init() {}
    public static var schema: JSONValue? { nil }
    public func write(to writer: inout JSONWriter) { writer.null() }
}
