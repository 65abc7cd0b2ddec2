/// Who calls: a person on one of her devices, each of which has a session of its own. `ann`, `ann/phone`.
public struct ScenarioCaller: Hashable, Sendable, CustomStringConvertible {
    public let person: String
    public let device: String?

    public init(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        person = parts.first.map(String.init) ?? ""
        device = parts.count > 1 ? String(parts[1]) : nil
    }

    public var description: String { device.map { "\(person)/\($0)" } ?? person }
}
