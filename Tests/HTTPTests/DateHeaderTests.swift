import CaravanProtocol
import Testing

@testable import CaravanHTTP

@Suite("Date")
struct DateHeaderTests {
    /// Python's `email.utils.format_datetime(…, usegmt=True)`.
    @Test(arguments: [
        ("1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("2031-05-01T10:00:00.5Z", "Thu, 01 May 2031 10:00:00 GMT"),
        ("2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT"),
    ])
    func formats(_ text: String, _ expected: String) throws {
        #expect(DateHeader.text(of: try #require(Instant(parsing: text))) == expected)
    }
}
