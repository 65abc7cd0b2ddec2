/// A frame as a test writes it, right or wrong, and as it reads the server's.
struct Frame: Equatable {
    var opcode: UInt8
    var payload: [UInt8] = []
    var isFinal = true
    var reserved: UInt8 = 0
    var key: [UInt8]? = [0x37, 0xFA, 0x21, 0x3D]
    /// The length that the head says, if it is another one.
    var claim: Int?
    /// How the length is written: 0 as it should be, else in 2 or 8 bytes.
    var lengthBytes = 0

    static func text(_ text: String, isFinal: Bool = true) -> Frame {
        Frame(opcode: 1, payload: Array(text.utf8), isFinal: isFinal)
    }
    static func binary(_ bytes: [UInt8]) -> Frame { Frame(opcode: 2, payload: bytes) }
    static func rest(_ text: String, isFinal: Bool = true) -> Frame {
        Frame(opcode: 0, payload: Array(text.utf8), isFinal: isFinal)
    }
    static func ping(_ text: String = "") -> Frame { Frame(opcode: 9, payload: Array(text.utf8)) }
    static func pong(_ text: String = "") -> Frame { Frame(opcode: 10, payload: Array(text.utf8)) }
    static func close(_ code: UInt16?, _ reason: String = "") -> Frame {
        Frame(opcode: 8, payload: (code.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } ?? []) + Array(reason.utf8))
    }

    var bytes: [UInt8] {
        let length = claim ?? payload.count
        let written = lengthBytes > 0 ? lengthBytes : length < 126 ? 1 : length < 0x1_0000 ? 2 : 8
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        bytes.append((key == nil ? 0 : 0x80) | (written == 1 ? UInt8(length) : written == 2 ? 126 : 127))
        if written > 1 { bytes += (0..<written).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } }
        guard let key else { return bytes + payload }
        return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
    }

    var text: String { String(decoding: payload, as: UTF8.self) }
    var closeCode: UInt16? { payload.count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1]) }

    /// The server's frames at the beginning of the bytes, and where the first that is not whole begins.
    static func parse(_ bytes: ArraySlice<UInt8>) -> (frames: [Frame], end: Int) {
        var frames: [Frame] = []
        var place = bytes.startIndex
        while bytes.endIndex - place >= 2 {
            let short = Int(bytes[place + 1] & 0x7F)
            let extra = short == 126 ? 2 : short == 127 ? 8 : 0
            guard bytes.endIndex - place >= 2 + extra else { break }
            let length = extra == 0 ? short : bytes[(place + 2)..<(place + 2 + extra)].reduce(0) { $0 << 8 | Int($1) }
            let start = place + 2 + extra
            guard bytes.endIndex - start >= length else { break }
            frames.append(
                Frame(
                    opcode: bytes[place] & 0xF, payload: Array(bytes[start..<(start + length)]),
                    isFinal: bytes[place] & 0x80 != 0, reserved: bytes[place] >> 4 & 7,
                    key: bytes[place + 1] & 0x80 == 0 ? nil : []))
            place = start + length
        }
        return (frames, place)
    }
}
