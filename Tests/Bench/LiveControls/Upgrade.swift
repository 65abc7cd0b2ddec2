import Crypto
import FoundationEssentials
import NIOCore

/// The head of a request to upgrade.
struct Upgrade {
    let room: Int
    let answer: ByteBuffer

    /// Takes the head from what has come; `nil` while it is not whole, or where it is none.
    init?(_ received: inout ByteBuffer) {
        let view = received.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: view[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        received.moveReaderIndex(to: end.upperBound)
        let path = lines[0].split(separator: " ")
        let name = "sec-websocket-key:"
        guard path.count > 1, path[1].hasPrefix("/room/"), let room = Int(path[1].dropFirst(6)),
            let line = lines.first(where: { $0.lowercased().hasPrefix(name) })
        else { return nil }
        let key = line.dropFirst(name.utf8.count).filter { $0 != " " }
        let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        self.room = room
        answer = ByteBuffer(
            string: """
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: \(Data(digest).base64EncodedString())\r
                \r

                """)
    }
}
