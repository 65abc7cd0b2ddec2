import CaravanProtocol

/// An answer that is an entity with its revision.
protocol RevisedOutput: OperationOutput {
    var revision: Int64 { get }
}

extension TripView: RevisedOutput {
    var revision: Int64 { trip.revision }
}

extension MessageView: RevisedOutput {
    var revision: Int64 { message.revision }
}

extension Destination: RevisedOutput {}

extension Activity: RevisedOutput {}
