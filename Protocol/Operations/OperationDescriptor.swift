/// An operation without its types: all that transports and documents need to know of it.
public struct OperationDescriptor: Sendable {
    /// The name on every transport (`trips.create`).
    public let name: String
    /// One line for people.
    public let summary: String
    public let effect: Effect
    public let route: Route
    /// Whether a caller must have a session.
    public let needsSession: Bool
    /// Whether it looks at the session of a call at all, needed or not.
    public let takesSession: Bool
    /// Whether its success binds the peer to the session that it opens (`auth.login`, WIRE.md section 4).
    public let bindsPeer: Bool
    /// Whether a call must bring a body (on HTTP; elsewhere `params` are one).
    public let needsBody: Bool
    /// The longest body over HTTP, in bytes, where it is another than ``Limits/bodyBytesMax``.
    public let bodyBytesMax: Int?
    /// The JSON Schema of path, query and body fields together.
    public let inputSchema: JSONValue
    /// The JSON Schema of the answer; `nil` for no content.
    public let outputSchema: JSONValue?
    /// Whether it answers a page of a list, `{"results": […], "next": …}`.
    public let isList: Bool
    /// Whether a GET of it answers the state of something, the same until that changes; not a part of a log.
    public let showsResource: Bool
    /// The codes that it may fail with beyond those of every operation.
    public let failures: [FailureCode]

    public init(
        name: String, summary: String, effect: Effect, route: Route, needsSession: Bool = true,
        takesSession: Bool = false,
        bindsPeer: Bool = false, needsBody: Bool = false, bodyBytesMax: Int? = nil, inputSchema: JSONValue,
        outputSchema: JSONValue?, showsResource: Bool = true,
        failures: [FailureCode] = []
    ) {
        self.name = name
        self.summary = summary
        self.effect = effect
        self.route = route
        self.needsSession = needsSession
        self.takesSession = needsSession || takesSession
        self.bindsPeer = bindsPeer
        self.needsBody = needsBody
        self.bodyBytesMax = bodyBytesMax
        self.inputSchema = inputSchema
        self.outputSchema = outputSchema
        isList = outputSchema?["properties"]?["results"] != nil
        self.showsResource = showsResource
        self.failures = failures
    }

    /// Every code that the operation may fail with.
    public var allFailures: [FailureCode] {
        var codes: Set<FailureCode> = [.malformed, .validationFailed, .rateLimited, .internal, .unavailable]
        codes.formUnion(failures)
        if needsSession { codes.insert(.unauthenticated) }
        if !route.names.isEmpty { codes.insert(.notFound) }
        if takesIdempotencyKey { codes.formUnion([.idempotencyMismatch, .conflict]) }
        if takesCondition { codes.insert(.stale) }
        if outputSchema != nil { codes.insert(.notAcceptable) }
        if route.verb.hasBody { codes.formUnion([.tooLarge, .unsupportedMediaType]) }
        return FailureCode.allCases.filter(codes.contains)
    }
}
