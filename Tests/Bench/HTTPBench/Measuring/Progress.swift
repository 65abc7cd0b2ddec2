import Glibc

/// Says on standard error what is going on, beside the table on standard output.
enum Progress {
    static func say(_ text: String) {
        let bytes = Array("bench-http: \(text)\n".utf8)
        _ = write(2, bytes, bytes.count)
    }
}
