import Glibc

/// What is going on goes to standard error, what came of it to standard output; both at once, so that they are in order.
enum Progress {
    static func say(_ text: String) { put("bench-http: \(text)\n", 2) }

    static func show(_ text: String) { put(text + "\n", 1) }

    private static func put(_ text: String, _ descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
