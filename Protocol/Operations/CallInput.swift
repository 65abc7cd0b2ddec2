/// What a client gave to an operation: path, query and body together, as one set of names.
///
/// A name in the path goes before the same name in the body, and that before the query.
public struct CallInput: Sendable {
    /// Values from the path of the route, percent-decoded.
    public var path: [String: String]
    /// Values from the query, percent-decoded; the last of a repeated name.
    public var query: [String: String]
    /// The body, or the `params` of JSON-RPC; `nil` if there is none.
    public var body: JSONObject?
    /// The names that the operation's route has in its path. A value under them that is no id answers `not_found`,
    /// whatever the transport.
    public var pathNames: Set<String>
    /// Why the transport cannot read it. It is the application that refuses the call, once it knows who calls.
    public var fault: Failure?

    public init(
        path: [String: String] = [:], query: [String: String] = [:], body: JSONObject? = nil,
        pathNames: Set<String> = []
    ) {
        self.path = path
        self.query = query
        self.body = body
        self.pathNames = pathNames
    }

    /// The input of a transport that has no paths: all fields come together.
    ///
    /// - Parameters:
    ///   - params: The fields; `_meta`, which is about the call, is no field.
    ///   - pathNames: See ``pathNames``.
    public init(params: JSONObject, pathNames: Set<String>) {
        var fields = params
        fields["_meta"] = nil
        self.init(body: fields, pathNames: pathNames)
    }

    public subscript(_ name: String) -> InputValue? {
        if let text = path[name] { return .text(text) }
        if let value = body?[name] { return .json(value) }
        if let text = query[name] { return .text(text) }
        return nil
    }

    /// Whether the operation's route has the name in its path.
    public func isInPath(_ name: String) -> Bool { pathNames.contains(name) }
}
