import CaravanProtocol

/// The `Date` of a message (RFC 5322, section 3.3), in UTC.
enum MailDate {
    /// `01 May 2031 10:00:00 +0000`; the day of the week may be left out.
    static func text(of instant: Instant) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        // Year, month, day, time stand in the instant's own text.
        let parts = instant.description.split { "-T.Z".contains($0) }
        let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
        return "\(parts[2]) \(month) \(parts[0]) \(parts[3]) +0000"
    }
}
