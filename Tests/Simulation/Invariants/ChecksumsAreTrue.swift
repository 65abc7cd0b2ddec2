import CaravanProtocol

/// A checksum that is told with a last page is that of the replica at that moment. Each device compares it when it comes.
struct ChecksumsAreTrue: Invariant {
    static let name = "ChecksumsAreTrue"

    /// Two that have a trip have the same of it.
    func rest(_ rest: Rest) throws {
        for (person, device) in rest.devices {
            let content = try device.content
            for trip in content.ids(.trip) {
                let (mine, its) = (content.checksum(of: trip), rest.served[person].checksum(of: trip))
                if mine != its { throw fail("\(device.name) has another sum of \(trip) than what is served to it") }
            }
        }
    }
}
