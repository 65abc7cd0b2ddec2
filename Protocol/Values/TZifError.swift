/// Why bytes are no time zone data that this program reads (RFC 9636).
public enum TZifError: Error, Sendable, Equatable {
    /// They do not begin with `TZif`.
    case notTZif
    /// They end before what their header announces does.
    case truncated
    /// A count, an index, an offset or the order of the transitions is wrong.
    case malformed
    /// The footer is no rule of the extended POSIX `TZ` form.
    case footer
    /// The times count leap seconds (a file of zoneinfo's `right`), which an ``Instant`` does not.
    case leapSeconds
}
