public import CaravanProtocol

/// An operation of the catalogue: declared once, served by every transport.
///
/// A conforming type is a caseless enum in a file of its own. It is a ``ReadOperation`` or a ``WriteOperation``, so that
/// a read cannot write.
public protocol Operation: SendableMetatype {
    associatedtype Input: OperationInput
    associatedtype Output: OperationOutput
    /// What the access check found, for the handler.
    associatedtype Grant

    /// The name on every transport (`trips.create`).
    static var name: String { get }
    /// One line for people.
    static var summary: String { get }
    static var route: Route { get }
    static var effect: Effect { get }
    static var access: Access<Input, Grant> { get }
    /// Who gets the first answer again under its idempotency key; not ``access`` where a success takes the caller's own
    /// right away.
    static var replayAccess: Access<Input, Grant> { get }
    /// The first answer under an idempotency key again, as it may be told now; as it was unless it holds what may have
    /// been deleted or taken from the caller since.
    static func replayed(_ answer: EncodedJSON, to input: Input, in context: Context) throws -> EncodedJSON
    /// Whether it touches only rows that it finds by their keys, few at a time, so that nobody is kept waiting by it. Where
    /// that shows only inside the transaction, it ends there otherwise (``LongRead``).
    static func isBrief(_ input: Input) -> Bool
    /// The codes that it may fail with beyond those of every operation.
    static var failures: [FailureCode] { get }
    /// Whether it looks at the session of a call at all, needed or not.
    static var takesSession: Bool { get }
    /// Whether its success binds the peer to the session that it opens.
    static var bindsPeer: Bool { get }
    /// Which limit its calls count for.
    static var limit: RateLimits.Kind? { get }
    /// See ``OperationDescriptor/bodyBytesMax``.
    static var bodyBytesMax: Int? { get }
    /// See ``OperationDescriptor/showsResource``.
    static var showsResource: Bool { get }
}

extension Operation {
    public static var replayAccess: Access<Input, Grant> { access }
    public static func replayed(_ answer: EncodedJSON, to input: Input, in context: Context) throws -> EncodedJSON {
        answer
    }
    public static func isBrief(_ input: Input) -> Bool { true }
    public static var failures: [FailureCode] { [] }
    public static var takesSession: Bool { access.needsSession }
    public static var bindsPeer: Bool { false }
    public static var bodyBytesMax: Int? { nil }
    public static var showsResource: Bool { true }
    public static var limit: RateLimits.Kind? { effect.isRead ? nil : .writes }
}

/// An operation that changes nothing.
public protocol ReadOperation: Operation {
    // Named again so that they are inferred from `run`.
    associatedtype Input
    associatedtype Output
    associatedtype Grant
    static func run(_ input: Input, _ grant: Grant, in context: Context) throws -> Output
}

extension ReadOperation {
    public static var effect: Effect { .read }
}

/// An operation that changes something, in one transaction with its log entries and jobs.
public protocol WriteOperation: Operation {
    // As for ``ReadOperation``.
    associatedtype Input
    associatedtype Output
    associatedtype Grant
    static func run(_ input: Input, _ grant: Grant, in context: WriteContext) throws -> Output
}

/// An operation with a slow step that needs no transaction: it runs before it, on the bounded pool, and fills in what
/// the handler needs. What it reads may have changed by then, so the handler looks again.
public protocol PreparedOperation: Operation {
    static func prepare(_ input: Input, _ preparation: Preparation) throws -> Input
}
