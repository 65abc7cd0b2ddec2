public import CaravanProtocol

/// An operation of the catalogue without its types.
public struct CatalogueEntry: Sendable {
    public let descriptor: OperationDescriptor
    let limit: RateLimits.Kind?
    let begin: @Sendable (CallInput, DecodingContext) throws(Failure) -> any AnyExecution

    /// An operation that reads.
    public init<O: ReadOperation>(_ operation: O.Type) {
        self.init(operation, handle: { input, grant, context in try O.run(input, grant, in: context) }, prepare: nil)
    }

    /// An operation that writes.
    public init<O: WriteOperation>(_ operation: O.Type) {
        self.init(operation, handle: Self.write(operation), prepare: nil)
    }

    /// An operation that writes after a slow step.
    public init<O: WriteOperation & PreparedOperation>(_ operation: O.Type) {
        self.init(
            operation, handle: Self.write(operation),
            prepare: { input, preparation in try O.prepare(input, preparation) })
    }

    private static func write<O: WriteOperation>(_: O.Type) -> @Sendable (O.Input, O.Grant, Context) throws -> O.Output
    {
        { input, grant, context in
            guard let context = context as? WriteContext else {
                preconditionFailure("\(O.name) writes, in a reading transaction")
            }
            return try O.run(input, grant, in: context)
        }
    }

    private init<O: Operation>(
        _: O.Type, handle: @escaping @Sendable (O.Input, O.Grant, Context) throws -> O.Output,
        prepare: (@Sendable (O.Input, Preparation) throws -> O.Input)?
    ) {
        descriptor = OperationDescriptor(
            name: O.name, summary: O.summary, effect: O.effect, route: O.route, needsSession: O.access.needsSession,
            takesSession: O.takesSession, bindsPeer: O.bindsPeer,
            needsBody: O.route.verb.hasBody && O.Input.needsBody && O.Input.hasBodyFields(beyond: O.route),
            bodyBytesMax: O.bodyBytesMax,
            inputSchema: O.Input.inputSchema, outputSchema: O.Output.schema, showsResource: O.showsResource,
            failures: O.failures)
        limit = O.limit
        let hasContent = descriptor.outputSchema != nil
        begin = { (input, context) throws(Failure) in
            Execution<O>(
                input: try O.Input.read(input, context), handle: handle, prepareInput: prepare, hasContent: hasContent)
        }
    }
}

extension OperationInput {
    /// Whether the input has fields that are not in the route's path.
    fileprivate static func hasBodyFields(beyond route: Route) -> Bool {
        guard case .object(let properties)? = inputSchema["properties"] else { return false }
        return properties.members.contains { !route.names.contains($0.name) }
    }
}
