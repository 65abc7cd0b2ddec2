import FoundationEssentials
import NIOCore

/// The bodies of the control's answers.
enum ControlAnswers {
    /// About as long as a trip.
    static let constant = ByteBuffer(
        string: """
            {"id":"0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b","revision":7,"title":"Lisbon","description":"A week by the sea",\
            "start_date":"2031-05-01","end_date":"2031-05-08","status":"planned","visibility":"private",\
            "time_zone":"Europe/Lisbon","currency":"EUR","role":"owner","member_count":3,\
            "created_at":"2031-01-01T10:00:00.123456Z","updated_at":"2031-01-02T10:00:00.123456Z"}
            """)

    private struct Draft: Codable {
        var title: String
        var description: String?
    }

    /// What Foundation's own coders make of a body.
    static func decoded(_ body: ByteBuffer) throws -> ByteBuffer {
        let draft = try JSONDecoder().decode(Draft.self, from: Data(body.readableBytesView))
        return ByteBuffer(bytes: try JSONEncoder().encode(draft))
    }
}
