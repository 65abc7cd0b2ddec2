/// What field types may ask while they read an input.
public struct DecodingContext: Sendable {
    public let zones: any ZoneDatabase

    public init(zones: any ZoneDatabase) {
        self.zones = zones
    }
}
