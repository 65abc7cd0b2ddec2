/// The proxies that are believed when they say for whom they ask; none unless the operator names them.
public struct TrustedProxies: Sendable {
    private let networks: [AddressRange]

    public static let none = TrustedProxies([])

    public init(_ networks: [AddressRange]) {
        self.networks = networks
    }

    /// Who asks: the last address of `X-Forwarded-For` that is no trusted proxy's, where a trusted proxy is connected;
    /// else who is connected. What stands before that address anybody can write.
    ///
    /// - Parameter forwardedFor: the values of the request's `X-Forwarded-For` fields.
    package func client(of peer: String?, forwardedFor: @autoclosure () -> [String]) -> String? {
        guard !networks.isEmpty, let peer, isTrusted(peer) else { return peer }
        var client = peer
        let named = forwardedFor().flatMap { $0.split(separator: ",") }
        for text in named.reversed() {
            guard let address = AddressRange.address(in: text) else { return client }
            client = address
            guard isTrusted(address) else { return client }
        }
        return client
    }

    private func isTrusted(_ address: String) -> Bool { networks.contains { $0.contains(address) } }
}
