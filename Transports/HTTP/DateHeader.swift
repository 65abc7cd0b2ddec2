import CaravanProtocol
import Synchronization

/// The `Date` of answers (RFC 9110, section 5.6.7), written once a second.
final class DateHeader: Sendable {
    private let clock: any CaravanProtocol.Clock
    private let last = Mutex<(second: Int64, text: String)>((.min, ""))

    init(_ clock: any CaravanProtocol.Clock) {
        self.clock = clock
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    var text: String {
        let now = clock.now()
        let second = now.microseconds / 1_000_000
        return last.withLock { last in
            if last.second != second { last = (second, Self.text(of: now)) }
            return last.text
        }
    }

    static func text(of instant: Instant) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        // 1970-01-01T00:00:00Z was a Thursday; the parts stand in the instant's own text.
        let day = Int(instant.microseconds / 86_400_000_000) % 7
        let parts = instant.description.split { "-T.Z".contains($0) }
        let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
        return "\(days[(day + 7) % 7]), \(parts[2]) \(month) \(parts[0]) \(parts[3]) GMT"
    }
}
