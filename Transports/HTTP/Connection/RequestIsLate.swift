import NIOHTTP1

/// That a head did not come whole in its time, in the words of NIO's pipeline handler: it knows the parser's errors only.
enum RequestIsLate {
    static let asParserError = HTTPParserError.paused

    static func isMeant(by error: HTTPParserError) -> Bool { error == asParserError }
}
