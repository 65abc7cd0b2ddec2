import Foundation

/// Files as text, those of `/proc` too, which have no size.
package enum TextFile {
    package static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw BenchError("\(path) cannot be read") }
        return String(decoding: data, as: UTF8.self)
    }
}
