import CaravanNetwork
import Testing

@Suite("Trusted proxies")
struct TrustedProxiesTests {
    private static let proxies = TrustedProxies(
        ["10.0.0.0/8", "192.168.1.1", "::1", "fd00::/8"].compactMap { AddressRange($0) })

    private func client(_ peer: String?, _ values: String...) -> String? {
        Self.proxies.client(of: peer, forwardedFor: values)
    }

    @Test func whoIsNoProxyIsHimself() {
        for peer in ["11.0.0.1", "192.168.1.2", "::2", "fe00::1", "::ffff:11.0.0.1"] {
            #expect(client(peer, "1.2.3.4") == peer)
            #expect(client(peer, "10.0.0.1", "::1") == peer)
        }
        #expect(client(nil, "1.2.3.4") == nil)
        let none = TrustedProxies.none
        #expect(none.client(of: "127.0.0.1", forwardedFor: ["1.2.3.4"]) == "127.0.0.1")
    }

    @Test func aProxySaysForWhom() {
        for peer in ["10.0.0.1", "10.255.255.255", "192.168.1.1", "::1", "fdff::1", "::ffff:10.0.0.1"] {
            #expect(client(peer, "1.2.3.4") == "1.2.3.4")
            #expect(client(peer) == peer)
        }
    }

    /// Only what a trusted proxy added counts: the last address that is none of them.
    @Test func whatTheClientWroteItselfDoesNotCount() {
        #expect(client("10.0.0.1", "9.9.9.9, 1.2.3.4") == "1.2.3.4")
        #expect(client("10.0.0.1", "9.9.9.9", "1.2.3.4") == "1.2.3.4")
        #expect(client("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2, ::1") == "1.2.3.4")
        #expect(client("10.0.0.1", "9.9.9.9, 10.0.0.3", "1.2.3.4, 10.0.0.2") == "1.2.3.4")
        #expect(client("10.0.0.1", "10.0.0.9,10.0.0.2") == "10.0.0.9", "a proxy asks for itself")
    }

    @Test func addressesInTheirForms() {
        for (text, address) in [
            "1.2.3.4:56": "1.2.3.4", "[2001:db8::1]": "2001:db8::1", "[2001:db8::1]:443": "2001:db8::1",
            "2001:db8::1": "2001:db8::1", " \t1.2.3.4\t ": "1.2.3.4", "::ffff:1.2.3.4": "1.2.3.4",
            ",1.2.3.4,": "1.2.3.4",
            "2001:DB8:0:0::1": "2001:db8::1",
        ] {
            #expect(client("10.0.0.1", text) == address, "\(text)")
        }
    }

    @Test func garbageEndsTheWay() {
        for text in [
            "unknown", "_hidden", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4:56:78", "[1.2.3.4", "[::1", "[]", ":",
            "::g", "1.2.3.4/8",
            "01.2.3.4x", "localhost", "<script>", "\u{661}.2.3.4",
        ] {
            #expect(client("10.0.0.1", "9.9.9.9, " + text) == "10.0.0.1", "\(text)")
            #expect(client("10.0.0.1", "9.9.9.9, \(text), 10.0.0.7") == "10.0.0.7", "\(text)")
        }
        #expect(client("10.0.0.1", "", ",", " , ") == "10.0.0.1")
    }

    /// Each length of a prefix, on both sides of its edge.
    @Test func ranges() throws {
        for bits in 0...32 {
            let range = try #require(AddressRange("85.85.85.85/\(bits)"))
            #expect(range.contains("85.85.85.85"))
            for other in 0..<32 {
                let address = UInt32(0x5555_5555) ^ (1 << (31 - other))
                let text = (0..<4).map { String(address >> (24 - 8 * $0) & 255) }.joined(separator: ".")
                #expect(range.contains(text) == (other >= bits), "\(bits) \(text)")
                #expect(range.contains("::ffff:" + text) == (other >= bits))
            }
            #expect(!range.contains("5555::"))
        }
        for bits in 0...128 {
            let range = try #require(AddressRange("5555:5555:5555:5555:5555:5555:5555:5555/\(bits)"))
            for other in 0..<128 {
                let groups = (0..<8).map { group in
                    String(0x5555 ^ (other / 16 == group ? 1 << (15 - other % 16) : 0), radix: 16)
                }
                #expect(range.contains(groups.joined(separator: ":")) == (other >= bits))
            }
            #expect(!range.contains("85.85.85.85"))
        }
    }

    @Test func rangesOfMappedAddresses() throws {
        for text in ["::ffff:10.0.0.0/104", "::ffff:a00:0/104"] {
            let range = try #require(AddressRange(text))
            #expect(range.contains("10.9.9.9") && range.contains("::ffff:10.9.9.9") && !range.contains("11.0.0.0"))
        }
    }

    @Test(arguments: [
        "", "x", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/ 8",
        "10.0.0/8",
        "::/129", "::ffff:10.0.0.0/95", "10.0.0.0/999999999999999999999", "10.0.0.0 /8", "10.0.0.1\u{0}",
        "10.0.0.0/255.0.0.0",
    ])
    func areNoRanges(_ text: String) {
        #expect(AddressRange(text) == nil)
    }
}
