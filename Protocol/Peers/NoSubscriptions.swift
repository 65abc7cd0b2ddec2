/// The subscriptions of an application that has none: whoever calls stays who he is.
public final class NoSubscriptions: PeerSubscriptions {
    public let peer: UInt64 = 0

    public init() {}

    public func bind(_ credential: Credential) async throws(Failure) -> Credential { credential }
    public func bindNow(_ credential: Credential) throws(Failure) -> Credential { credential }
    public func perform(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) async {
        performNow(call, answer: answer)
    }
    public func performNow(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) {
        answer(Reply(.failure(Failure(.notFound, "There are no subscriptions."))))
    }
    public func end() {}
}
