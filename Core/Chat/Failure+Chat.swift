import CaravanProtocol

extension Failure {
    /// The message is unknown, in another room, deleted, or none that the caller may see.
    static let noSuchMessage = Failure(.notFound, "There is no such message.")
}
