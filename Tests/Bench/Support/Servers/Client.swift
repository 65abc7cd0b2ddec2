import Foundation

/// Asks a server for what the benches have to know.
package struct Client {
    package let port: Int

    package init(port: Int) { self.port = port }

    package func send(_ request: Request) throws -> Lane {
        let lane = try Lane(port: port)
        try lane.send(request, due: Monotonic.now)
        try lane.waitForAnswer()
        return lane
    }

    /// The members of the answer's object.
    package func object(_ request: Request) throws -> [String: Any] {
        let body = try send(request).body
        guard let object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
            throw BenchError("no object: \(String(decoding: body.prefix(200), as: UTF8.self))")
        }
        return object
    }

    /// An access token from an answer to a registration or a login.
    package func token(_ request: Request) throws -> String {
        guard let token = try object(request)["access"] as? String else { throw BenchError("no access token") }
        return token
    }

    /// The ids on the first page of somebody's trips.
    package func trips(_ token: String, limit: Int) throws -> [String] {
        let page = try object(Request("GET", "/api/v1/trips/?limit=\(limit)", token: token))
        return (page["results"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// The entity tag of an answer.
    package func entityTag(_ request: Request) throws -> String {
        for line in try send(request).head.split(separator: "\r\n") where line.lowercased().hasPrefix("etag: ") {
            return String(line.dropFirst(6))
        }
        throw BenchError("the answer has no ETag")
    }
}
