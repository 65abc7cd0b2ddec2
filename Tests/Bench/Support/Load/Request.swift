/// What is sent, and what must come back.
package struct Request: Sendable {
    package var bytes: [UInt8]
    package var status: Int
    /// How long the body is; `nil` where that differs from answer to answer.
    package var length: Int?

    package init(
        _ method: String, _ path: String, token: String? = nil, fields: [String] = [], body: String? = nil,
        status: Int = 200
    ) {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        bytes = Array(((lines + fields).joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)
        self.status = status
    }

    /// The request with its answer's length, which one exchange shows.
    package func measured(port: Int) throws -> Request {
        let lane = try Lane(port: port)
        try lane.send(self, due: Monotonic.now)
        try lane.waitForAnswer()
        var request = self
        request.length = lane.body.count
        return request
    }
}
