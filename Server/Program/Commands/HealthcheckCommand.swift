import Glibc

/// Asks a running server whether it is ready: for containers without curl.
enum HealthcheckCommand: Command {
    static let words = ["healthcheck"]
    static let summary = "Ask a running server's /readyz: 0 ready, 1 not"
    static let options = Option.common + [.host, .port]

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        let host = configuration.text(.host)
        let port = configuration.number(.port)
        // A server that listens on every address is asked on this machine's own.
        let address = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        guard let status = readiness(address, port) else {
            throw OperatorError("http://\(host):\(port)/readyz does not answer")
        }
        guard status == 200 else { throw OperatorError("http://\(host):\(port)/readyz answers \(status)") }
        print("ready")
        return 0
    }

    /// The status of `GET /readyz`; `nil` if there is no answer within 5 s.
    private static func readiness(_ host: String, _ port: Int) -> Int? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return nil }
        defer { freeaddrinfo(found) }
        // A name such as localhost has several, of which the server may listen on any.
        return sequence(first: found) { $0?.pointee.ai_next }.lazy.prefix { $0 != nil }
            .compactMap { $0.flatMap { readiness($0.pointee, host) } }.first
    }

    private static func readiness(_ address: addrinfo, _ host: String) -> Int? {
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else { return nil }
        let request = Array("GET /readyz HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
        guard request.withUnsafeBytes({ send(descriptor, $0.baseAddress, $0.count, 0) }) == request.count else {
            return nil
        }
        var head = [UInt8](repeating: 0, count: 12)
        let count = head.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_WAITALL)) }
        // `HTTP/1.1 200`
        guard count == head.count else { return nil }
        return Int(String(decoding: head[9...], as: UTF8.self))
    }
}
