/// Reads JSON strictly: RFC 8259 in UTF-8, without a byte order mark, restricted by I-JSON (RFC 7493) to objects
/// without duplicate names and strings without lone surrogates.
public enum JSONReader {
    /// Deeper than this the reader, which recurses, does not go, whatever it is asked for.
    static let depthCeiling = 512

    /// The one value that the bytes hold, white space around it allowed.
    ///
    /// - Parameters:
    ///   - bytes: The text. An array, a slice of one or a raw buffer is read where it lies; others are copied first.
    ///   - depthMax: How deep arrays and objects may stand in each other; 0 allows none. At most 512 counts.
    /// - Throws: The first fault that was met.
    @inlinable
    public static func parse(
        _ bytes: some Collection<UInt8>, depthMax: Int = Limits.jsonDepthMax
    ) throws(JSONError) -> JSONValue {
        if let result = bytes.withContiguousStorageIfAvailable({ read($0, depthMax: depthMax) }) {
            return try result.get()
        }
        return try ContiguousArray(bytes).withUnsafeBufferPointer { read($0, depthMax: depthMax) }.get()
    }

    @usableFromInline
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, depthMax: Int) -> Result<JSONValue, JSONError> {
        var parser = JSONParser(bytes, depthMax: min(depthMax, depthCeiling))
        do throws(JSONError) {
            return .success(try parser.whole())
        } catch {
            return .failure(error)
        }
    }
}
