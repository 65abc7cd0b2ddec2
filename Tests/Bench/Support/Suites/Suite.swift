/// Measurements that belong together, with the probes that they need, on servers that run as long as it lives.
package protocol Suite {
    static var title: String { get }
    var probes: [Probe] { get }
    var measurements: [Measurement] { get }
    func end() throws
}
