/// When everybody has synced, each replica is what the server serves to its account: nothing missing, nothing left over.
struct ReplicasConverge: Invariant {
    static let name = "ReplicasConverge"

    func rest(_ rest: Rest) throws {
        for (person, device) in rest.devices {
            if let difference = try device.content.difference(from: rest.served[person]) {
                throw fail("\(device.name): \(difference)")
            }
        }
    }
}
