import CaravanHTTP
import CaravanNetwork

/// The value of `--allowed-origins`: `*`, or origins as browsers send them, between commas.
enum OriginList {
    static func parse(_ text: String?) -> AllowedOrigins? {
        guard let text else { return AllowedOrigins.none }
        let origins = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard origins == ["*"] || origins.allSatisfy(isOrigin) else { return nil }
        return AllowedOrigins(origins)
    }

    static func fault(of text: String) -> String? {
        parse(text) == nil ? "\(text) is neither * nor origins like https://app.example.com between commas" : nil
    }

    /// A scheme and a host, perhaps a port, and nothing after them (RFC 6454, section 6.2).
    private static func isOrigin(_ text: String) -> Bool {
        guard let mark = text.firstRange(of: "://") else { return false }
        let scheme = text[..<mark.lowerBound]
        let host = text[mark.upperBound...]
        return scheme.first?.isLetter == true && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && !host.isEmpty && host.allSatisfy { $0.isASCII && !"/?#@*\\\" ".contains($0) }
    }
}
