import Glibc

/// What is going on goes to standard error, what came of it to standard output; both at once, so that they are in order.
package enum Progress {
    private static let name = CommandLine.arguments[0].split(separator: "/").last.map(String.init) ?? "bench"

    package static func say(_ text: String) { put("\(name): \(text)\n", 2) }

    package static func show(_ text: String) { put(text + "\n", 1) }

    private static func put(_ text: String, _ descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
