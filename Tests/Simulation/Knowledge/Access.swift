import CaravanProtocol

/// How somebody stands to a trip, as the answers said.
enum Access: Equatable {
    case member(role: String)
    /// Since the step at which the answer said so.
    case removed(step: Int)

    var role: String? { if case .member(let role) = self { role } else { nil } }
    var mayEdit: Bool { role == "owner" || role == "editor" }
}

/// Somebody and a trip.
struct AccessKey: Hashable {
    let person: Int
    let trip: UUIDBits
}
