/// What somebody did on a device comes to a server, or is on the device still: in its queue, or in quarantine.
struct UnsentWorkIsKept: Invariant {
    static let name = "UnsentWorkIsKept"

    func rest(_ rest: Rest) throws {
        for (_, device) in rest.devices {
            guard let kept = try device.keptMarkers else { continue }
            for (entity, marker) in rest.journal.owed(by: device.name) where !kept.contains(marker) {
                throw fail("\(device.name) has lost \(marker.text), which its user wrote into \(entity)")
            }
        }
    }
}
