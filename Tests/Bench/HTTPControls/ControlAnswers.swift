import FoundationEssentials
import NIOCore

/// The bodies of the control's answers.
enum ControlAnswers {
    /// A trip, with a description that makes it so long.
    static func constant(_ count: Int) -> ByteBuffer {
        let start = """
            {"id":"0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b","revision":7,"title":"Lisbon","start_date":"2031-05-01",\
            "end_date":"2031-05-08","status":"planned","visibility":"private","time_zone":"Europe/Lisbon",\
            "currency":"EUR","role":"owner","member_count":3,"created_at":"2031-01-01T10:00:00.123456Z",\
            "updated_at":"2031-01-02T10:00:00.123456Z","description":"
            """
        let description = String(repeating: "x", count: max(0, count - start.utf8.count - 2))
        return ByteBuffer(string: start + description + "\"}")
    }

    private struct Draft: Codable {
        var title: String
        var description: String?
        var start_date: String?
        var end_date: String?
        var time_zone: String?
        var currency: String?
    }

    /// What Foundation's own coders make of a body.
    static func decoded(_ body: ByteBuffer) throws -> ByteBuffer {
        let draft = try JSONDecoder().decode(Draft.self, from: Data(body.readableBytesView))
        return ByteBuffer(bytes: try JSONEncoder().encode(draft))
    }
}
