public import CaravanProtocol

extension RunningProgram {
    /// Sends one request and answers what comes back.
    ///
    /// - Parameters:
    ///   - path: as it is, `/api/v1` included.
    ///   - token: an access token.
    public func request(
        _ method: String, _ path: String, token: String? = nil, fields: [String: String] = [:], bytes: [UInt8]? = nil
    ) throws -> HTTPAnswer {
        let connection = try HTTPConnection(port: port)
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let bytes { lines.append("Content-Length: \(bytes.count)") }
        for (name, value) in fields { lines.append("\(name): \(value)") }
        try connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        if let bytes { try connection.send(bytes) }
        return try connection.receive(isHead: method == "HEAD")
    }

    /// Calls an operation: a path under `/api/v1` and a JSON body.
    public func call(
        _ method: String, _ path: String, token: String? = nil, _ body: JSONValue? = nil
    ) throws -> HTTPAnswer {
        try request(
            method, "/api/v1" + path, token: token, fields: body == nil ? [:] : ["Content-Type": "application/json"],
            bytes: body?.bytes)
    }
}

extension JSONValue {
    /// Its text in UTF-8.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The elements of an array.
    public var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
