/// The conventions of WIRE.md section 2 that an operation takes part in; they follow from what it is.
extension OperationDescriptor {
    /// Whether an idempotency key makes its answer come again: on every POST outside `/auth/`. The other methods repeat
    /// harmlessly by themselves.
    public var takesIdempotencyKey: Bool {
        route.verb == .post && !effect.isRead && route.segments.first != "auth"
    }

    /// Whether its answers have an entity tag: those to a GET of a single resource.
    public var hasEntityTag: Bool {
        route.verb == .get && outputSchema != nil && !isList && showsResource
    }

    /// Whether a condition on the resource's entity tag is checked before it changes anything: on writes with a session.
    public var takesCondition: Bool {
        needsSession && !effect.isRead
    }
}
