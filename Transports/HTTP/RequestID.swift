import CaravanNetwork

/// The id under which a request is logged, where the client names one.
enum RequestID {
    /// The client's id if it can stand in logs and headers as it is: 1 to 64 characters of `[A-Za-z0-9._-]`.
    static func given(in fields: HTTPFields) -> String? {
        guard let text = fields[.requestID], (1...64).contains(text.utf8.count), text.utf8.allSatisfy(isTaken) else {
            return nil
        }
        return text
    }

    private static func isTaken(_ byte: UInt8) -> Bool {
        PercentCoding.isUnreserved(byte) && byte != UInt8(ascii: "~")
    }
}
