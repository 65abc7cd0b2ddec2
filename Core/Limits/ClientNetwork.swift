/// Whose calls are counted together where only an address is known.
enum ClientNetwork {
    /// An IPv4 address is somebody's; of an IPv6 address the first half is (RFC 6177: nobody gets less than a /64), the
    /// other half he chooses as he likes. An IPv4 address in an IPv6 one is the IPv4 address.
    static func key(of address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        if let last = address.split(separator: ":").last, last.utf8.contains(UInt8(ascii: ".")) { return String(last) }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        let head = halves[0].split(separator: ":")
        let tail = halves.count > 1 ? halves[1].split(separator: ":") : []
        let zeros = Array(repeating: Substring("0"), count: max(0, 8 - head.count - tail.count))
        return (head + zeros + tail).prefix(4).joined(separator: ":").lowercased() + "::/64"
    }
}
