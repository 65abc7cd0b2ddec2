import CaravanProtocol

/// An answer that is an entity with its revision.
protocol RevisedOutput: OperationOutput {
    var revision: Int64 { get }
    /// The entity's id.
    var entityID: UUIDBits { get }
}

extension TripView: RevisedOutput {
    var revision: Int64 { trip.revision }
    var entityID: UUIDBits { trip.id.bits }
}

extension MessageView: RevisedOutput {
    var revision: Int64 { message.revision }
    var entityID: UUIDBits { message.id.bits }
}

extension Destination: RevisedOutput {
    var entityID: UUIDBits { id.bits }
}

extension Activity: RevisedOutput {
    var entityID: UUIDBits { id.bits }
}
