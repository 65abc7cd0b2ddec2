import Glibc

/// What a load has to know of an answer's head.
package struct AnswerHead {
    package var status: Int
    /// Of the head, with the empty line.
    package var length: Int
    /// Of the body.
    package var bodyLength: Int

    /// `nil` while the head is not whole.
    package static func parse(_ bytes: UnsafeRawBufferPointer) throws -> AnswerHead? {
        guard let start = bytes.baseAddress, bytes.count >= 16 else { return nil }
        var bodyLength = 0
        var place = 0
        while let end = memchr(start + place, 10, bytes.count - place) {
            let next = start.distance(to: UnsafeRawPointer(end)) + 1
            if next - place == 2 {
                return AnswerHead(status: try status(bytes), length: next, bodyLength: bodyLength)
            }
            if next - place > 15,
                strncasecmp((start + place).assumingMemoryBound(to: CChar.self), "content-length:", 15) == 0
            {
                bodyLength = atol((start + place + 15).assumingMemoryBound(to: CChar.self))
            }
            place = next
        }
        return nil
    }

    private static func status(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        let digits = bytes[9..<12].map { Int($0) - 48 }
        guard bytes.starts(with: "HTTP/1.1 ".utf8), digits.allSatisfy({ (0...9).contains($0) }) else {
            throw BenchError("no HTTP/1.1: \(String(decoding: bytes.prefix(80), as: UTF8.self))")
        }
        return digits[0] * 100 + digits[1] * 10 + digits[2]
    }
}
