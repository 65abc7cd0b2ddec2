import Crypto

/// The client's key and the server's answer to it (RFC 6455, section 4.2.2).
enum HandshakeKey {
    private static let guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// Whether it is 16 bytes in base64.
    static func isValid(_ key: String) -> Bool {
        key.utf8.count == 24 && key.hasSuffix("==") && key.utf8.dropLast(2).allSatisfy { alphabet.contains($0) }
    }

    static func accept(_ key: String) -> String { base64(Insecure.SHA1.hash(data: Array((key + guid).utf8))) }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Of 20 bytes: the last group is of two.
    private static func base64(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> UInt32(count)) & 63])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count)) & 63]) }
        while text.count % 4 > 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }
}
