import CaravanHTTP
import CaravanNetwork

/// The value of `--trusted-proxies`: addresses, or ranges of them, between commas.
enum ProxyList {
    static func parse(_ text: String?) -> TrustedProxies? {
        guard let text else { return TrustedProxies.none }
        var ranges: [AddressRange] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let range = AddressRange(String(part)) else { return nil }
            ranges.append(range)
        }
        return TrustedProxies(ranges)
    }

    static func fault(of text: String) -> String? {
        parse(text) == nil ? "\(text) are not addresses or ranges like 10.0.0.0/8 between commas" : nil
    }
}
