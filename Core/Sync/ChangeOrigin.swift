import CaravanProtocol

/// Where a change comes from that was made offline: the device, and when by its clock.
struct ChangeOrigin: Sendable {
    var clientID: String
    var clientTimestamp: Instant?
}
