extension Probe {
    /// Processor µs of a server a request.
    package static func http(_ name: String, _ server: MeasuredServer, _ requests: [Request], connections: Int = 8)
        -> Probe
    {
        let load = Load(port: server.port, requests: requests, connections: connections)
        return Probe(name, process: server.process) { seconds in
            let outcome = try load.run(seconds: seconds) { [try server.processorMicroseconds()] }
            return Sample(value: outcome.growth[0] / Double(outcome.operations), details: outcome.details)
        }
    }
}
