import HTTPTestSupport
import NIOHTTP1

/// Reads answers from the bytes of a whole connection; all have a `Content-Length`, or no body.
enum RawResponses {
    static func parse(_ text: String) -> [TestResponse] { parse(Array(text.utf8)) }

    static func parse(_ bytes: [UInt8]) -> [TestResponse] {
        var responses: [TestResponse] = []
        var start = 0
        for end in bytes.positions(of: "\r\n\r\n") where end >= start {
            let lines = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: "\r\n")
            guard let first = lines.first else { break }
            var fields = HTTPHeaders()
            for line in lines.dropFirst() {
                let parts = line.split(separator: ": ", maxSplits: 1)
                fields.add(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
            }
            let words = first.split(separator: " ")
            let status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            let length = fields.first(name: "Content-Length").flatMap { Int($0) } ?? 0
            let body = bytes[(end + 4)...].prefix(length)
            responses.append(TestResponse(status: status, fields: fields, body: Array(body)))
            start = end + 4 + length
        }
        return responses
    }
}
