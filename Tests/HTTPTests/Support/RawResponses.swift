import HTTPTestSupport
import NIOHTTP1

/// Reads answers from the bytes of a whole connection; all have a `Content-Length`.
enum RawResponses {
    static func parse(_ text: String) -> [TestResponse] {
        var rest = Array(text.utf8)[...]
        var responses: [TestResponse] = []
        let end = Array("\r\n\r\n".utf8)
        while let range = rest.firstRange(of: end) {
            let lines = String(decoding: rest[..<range.lowerBound], as: UTF8.self).split(separator: "\r\n")
            var fields = HTTPHeaders()
            for line in lines.dropFirst() {
                let parts = line.split(separator: ": ", maxSplits: 1)
                fields.add(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
            }
            let status = Int(lines[0].split(separator: " ")[1]) ?? 0
            let length = fields.first(name: "Content-Length").flatMap { Int($0) } ?? 0
            rest = rest[range.upperBound...]
            responses.append(TestResponse(status: status, fields: fields, body: Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return responses
    }
}
