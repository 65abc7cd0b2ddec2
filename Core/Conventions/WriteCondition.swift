import CaravanProtocol

/// The condition of a write, with the read of the resource that it is about.
struct WriteCondition: Sendable {
    private let precondition: Precondition
    /// `nil` where the write is about no resource with a tag.
    private let resource: (any AnyExecution)?

    init(_ precondition: Precondition, resource: (any AnyExecution)?) {
        self.precondition = precondition
        self.resource = resource
    }

    /// Throws `stale` unless it holds in this transaction, for this caller.
    func check(in context: Context) throws {
        switch precondition {
        case .tagged(.any) where resource == nil:
            // Whoever has access to it has found it.
            return
        case .tagged(let tags):
            guard let bytes = try representation(in: context) else { throw Self.stale }
            let tag = EntityTag(digest: context.services.signer.fingerprint(bytes))
            guard tags.includesStrongly(tag) else { throw Self.stale }
        case .revision(let revision):
            guard resource != nil else { throw Self.noRevision }
            guard let bytes = try representation(in: context) else { throw Self.stale }
            guard case .number(let number)? = try JSONReader.parse(bytes, depthMax: .max)["revision"] else {
                throw Self.noRevision
            }
            guard number.int64 == revision else { throw Self.stale }
        }
    }

    /// The resource as its GET answers it now; `nil` if there is none.
    private func representation(in context: Context) throws -> [UInt8]? {
        do {
            guard case .json(let bytes)? = try resource?.run(in: context).content else { return nil }
            return bytes
        } catch let failure as Failure where failure.code == .notFound {
            return nil
        }
    }

    private static let stale = Failure(.stale, "The resource is not, or not any more, what the condition names.")
    private static let noRevision = Failure.invalid(
        "if_match", .type, "What this changes has no revision of its own.")
}
