import CaravanProtocol
import HTTPTypes
import HummingbirdCore
import NIOCore

/// The body of one request as it arrives.
struct BodyReader {
    /// How much of a body that nobody wants is read to its end, so that the client gets its answer and the connection
    /// stays in use. Beyond it the connection is closed.
    private static let discardedBytesMax = 32 * 1024 * 1024

    /// The length that the client declares; `nil` when it declares none, or sends chunks.
    let declaredLength: Int?
    /// Whether the client waits for a word before it sends the body (RFC 9110, section 10.1.1).
    private var isAwaited: Bool
    private var parts: RequestBody.AsyncIterator
    private var isAtEnd = false

    init(_ request: Request) {
        declaredLength = request.headers[.contentLength].flatMap { Int($0) }
        isAwaited = request.headers[.expect]?.lowercased() == "100-continue"
        parts = request.body.makeAsyncIterator()
    }

    /// The whole body. Throws ``Refusal`` `too_large` for more than `bytesMax`, and what the connection throws.
    mutating func collect(upTo bytesMax: Int, _ writer: borrowing ResponseWriter) async throws -> [UInt8] {
        let tooLarge = Refusal(.tooLarge, "The body may have \(bytesMax) bytes at most.")
        if let declaredLength, declaredLength > bytesMax { throw tooLarge }
        if isAwaited {
            try await writer.writeInformationalHead(HTTPResponse(status: .continue))
            isAwaited = false
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(declaredLength ?? 0)
        while let part = try await next() {
            guard bytes.count + part.readableBytes <= bytesMax else { throw tooLarge }
            part.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// Reads on to the end of the request, so that the next one on the connection can be read.
    mutating func discardRest() async throws {
        // Who was not told to go on may or may not send the body (RFC 9110, section 10.1.1): the connection is unsure.
        if isAwaited, declaredLength != 0 { throw ConnectionDone() }
        var discarded = 0
        while let part = try await next() {
            discarded += part.readableBytes
            guard discarded <= Self.discardedBytesMax else { throw ConnectionDone() }
        }
    }

    private mutating func next() async throws -> ByteBuffer? {
        guard !isAtEnd, let part = try await parts.next() else {
            isAtEnd = true
            return nil
        }
        return part
    }
}
