import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// A client's opening handshake that is right (RFC 6455, section 4.2.1), as a value.
struct Handshake {
    /// The parts of the path.
    let path: [String]
    let credential: Credential
    let deflate: DeflateAgreement?
    private let accept: String
    private let selectsProtocol: Bool

    /// The only protocol that is ever selected.
    static let protocolName = "caravan.v1"
    /// What stands before a token that is offered as a protocol: browsers can send no other field.
    static let tokenPrefix = "caravan.bearer."

    /// Throws `UpgradeRefusal`, for the HTTP transport to answer.
    init(_ head: HTTPRequestHead, _ options: WebSocketOptions) throws(UpgradeRefusal) {
        let key = try Self.key(head)
        guard OriginCheck(options).allows(head.headers) else {
            throw UpgradeRefusal(Failure(.forbidden, "Pages of this origin may open no sockets here."))
        }
        let target = RequestTarget(head.uri)
        guard let path = target.segments else { throw UpgradeRefusal(Failure(.notFound)) }
        self.path = path
        accept = HandshakeKey.accept(key)
        let offered = head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
        selectsProtocol = offered.contains(Self.protocolName)
        credential = Self.credential(head.headers, offered, target)
        deflate =
            options.compresses ? DeflateAgreement(offers: head.headers["Sec-WebSocket-Extensions"]) : nil
    }

    /// Checks all but the key's own form, in the order in which it helps most to know.
    private static func key(_ head: HTTPRequestHead) throws(UpgradeRefusal) -> String {
        // No more generously than the parser reads it, which must stop behind this request.
        let connection = head.headers["Connection"].flatMap { $0.split(separator: ",") }
        let isUpgrade = connection.contains { token in
            var token = token.drop { $0 == " " }
            while token.last == " " { token.removeLast() }
            return token.lowercased() == "upgrade"
        }
        let wanted = head.headers[canonicalForm: "Upgrade"]
        guard head.method == .GET, isUpgrade, wanted.contains(where: { $0.lowercased() == "websocket" }),
            head.version == .http1_1
        else { throw needed("Here sockets are opened: the request has to be an upgrade to websocket.") }
        guard head.headers["Sec-WebSocket-Version"] == ["13"] else { throw needed("The version has to be 13.") }
        let keys = head.headers["Sec-WebSocket-Key"]
        guard keys.count == 1, let key = keys.first, HandshakeKey.isValid(key) else {
            throw UpgradeRefusal(Failure(.malformed, "The Sec-WebSocket-Key has to be 16 bytes in base64."))
        }
        return key
    }

    /// RFC 9110, section 15.5.22.
    private static func needed(_ detail: String) -> UpgradeRefusal {
        UpgradeRefusal(
            Failure(.malformed, detail), status: .upgradeRequired,
            fields: ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"])
    }

    /// By the field, by an offered protocol, or by the query, in that order (WIRE.md section 4).
    private static func credential(_ headers: HTTPHeaders, _ offered: [String], _ target: RequestTarget) -> Credential {
        let shown = Credential(authorization: headers["Authorization"])
        if shown != .none { return shown }
        if let token = offered.first(where: { $0.hasPrefix(tokenPrefix) }) {
            return .bearer(String(token.dropFirst(tokenPrefix.count)))
        }
        for pair in (target.query ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.first == "token" else { continue }
            return .bearer(PercentCoding.decode(sides.count > 1 ? sides[1] : "", isPlusSpace: true) ?? "")
        }
        return .none
    }

    /// The fields of the answer.
    func fields(_ initial: HTTPHeaders) -> HTTPHeaders {
        var fields: HTTPHeaders = ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept]
        if selectsProtocol { fields.add(name: "Sec-WebSocket-Protocol", value: Self.protocolName) }
        if let deflate { fields.add(name: "Sec-WebSocket-Extensions", value: deflate.answer) }
        fields.add(contentsOf: initial)
        return fields
    }
}
