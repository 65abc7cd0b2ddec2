/// Frames as a client sends them: whole and masked.
enum ClientFrame {
    static func text(_ text: String) -> [UInt8] { frame(0x81, Array(text.utf8)) }

    static func pong(_ payload: [UInt8]) -> [UInt8] { frame(0x8a, payload) }

    private static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        // Any key does: no proxy is between us that it could fool.
        let key: [UInt8] = [0x5a, 0xc3, 0x91, 0x27]
        var bytes: [UInt8] = [first]
        bytes.reserveCapacity(payload.count + 14)
        if payload.count < 126 {
            bytes.append(0x80 | UInt8(payload.count))
        } else {
            // Nobody here says more than 64 KiB.
            bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xff)]
        }
        bytes += key
        for (place, byte) in payload.enumerated() { bytes.append(byte ^ key[place & 3]) }
        return bytes
    }
}
