import CaravanNetwork
import NIOHTTP1

/// Where a request ends and for whom it is, as its head says (RFC 9112).
///
/// The parser refuses most of what could be read in two ways. What it lets pass of that is refused here: whoever stands
/// before this server might take the rest of such a request for another one.
struct MessageFraming {
    /// Why the request cannot be trusted to end where it seems to; `nil` if it can.
    private(set) var fault: String?
    /// Whether it says that a body comes.
    private(set) var hasBody = false
    /// Whether the parser reads nothing after it, since what follows may be of another protocol.
    private(set) var isLast: Bool

    init(_ head: HTTPRequestHead) {
        isLast = head.method == .CONNECT
        var hosts = 0
        var lengths = 0
        var codings = 0
        let isHTTP10 = head.version.minor == 0
        for (name, text) in head.headers {
            // By their lengths first: this runs for each field of each request.
            switch name.utf8.count {
            case 4 where Self.isSame(name, "host"):
                hosts += 1
                let value = Self.trimmed(text)
                // RFC 9112, section 3.2: one that is no host is refused like a second one.
                if !value.utf8.allSatisfy(Self.isOfHost) { fault = "The Host field names no host." }
            case 7 where Self.isSame(name, "upgrade"): isLast = true
            case 14 where Self.isSame(name, "content-length"):
                lengths += 1
                let value = Self.trimmed(text)
                hasBody = value != "0"
                let isNumber = !value.isEmpty && value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && Int(value) != nil
                if !isNumber { fault = "The Content-Length is no number." }
            case 17 where Self.isSame(name, "transfer-encoding"):
                codings += 1
                hasBody = true
                // Section 6.1: what is coded in another way cannot be read, and must not be taken for what it is not.
                if !Self.isSame(Self.trimmed(text), "chunked") { fault = "The only Transfer-Encoding is chunked." }
            default: break
            }
        }
        if hosts > 1 || hosts == 0 && !isHTTP10 { fault = "A request has one Host field." }
        // Section 6.3.
        if lengths + codings > 1 { fault = "A request has one length." }
        // Section 6.1.
        if codings > 0, isHTTP10 { fault = "HTTP/1.0 has no Transfer-Encoding." }
        // Section 3.2: no request has a fragment. What is not ASCII the parser refuses.
        if head.uri.utf8.contains(UInt8(ascii: "#")) { fault = "A request's target has no fragment." }
    }

    /// What may stand in a host and its port (RFC 3986, section 3.2.2).
    private static func isOfHost(_ byte: UInt8) -> Bool {
        PercentCoding.isUnreserved(byte) || "!$&'()*+,;=:[]%".utf8.contains(byte)
    }

    /// Whether the text is the name, which is in lower case, whatever its own case.
    private static func isSame(_ text: some StringProtocol, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { name in
            text.utf8.elementsEqual(name) { $0 == $1 || $0 | 0x20 == $1 && $0 >= 0x41 && $0 <= 0x5A }
        }
    }

    /// Without the blanks at its ends, which NIO keeps.
    private static func trimmed(_ value: String) -> Substring {
        var text = value[...]
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return text
    }
}
