/// A resource of the catalogue as an operation reaches it: the GET that shows it.
public struct Resource: Sendable {
    /// The operation that answers its representation.
    public let get: OperationDescriptor
    /// The names of the GET's path, and under which name the operation has each of them.
    public let names: [(get: String, own: String)]

    /// Whether an answer of the operation is the resource's representation, as its GET answers it.
    public func isAnswered(by operation: OperationDescriptor) -> Bool {
        operation.outputSchema != nil && operation.outputSchema == get.outputSchema
    }
}
